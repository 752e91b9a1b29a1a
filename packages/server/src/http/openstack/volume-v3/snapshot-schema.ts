import { Type, type Static } from 'typebox';
import { METADATA, NULLABLE_TEXT } from '../documented-answers.ts';

/** What a list without details has of a snapshot, and what is answered of a new or changed one. */
export const SNAPSHOT = Type.Object({
  id: Type.String(),
  name: NULLABLE_TEXT,
  description: NULLABLE_TEXT,
  status: Type.String(),
  size: Type.Integer({ description: 'GiB of the volume when it was taken' }),
  volume_id: Type.String(),
  metadata: METADATA,
  created_at: Type.String(),
  updated_at: Type.String(),
  user_id: Type.Optional(Type.String({ description: 'From 3.41 on' })),
});
export type WireSnapshot = Static<typeof SNAPSHOT>;

/** What is answered to whoever asks for a snapshot. */
export const SNAPSHOT_DETAIL = Type.Object({
  ...SNAPSHOT.properties,
  'os-extended-snapshot-attributes:progress': Type.String({ description: 'Percent' }),
  'os-extended-snapshot-attributes:project_id': Type.String(),
});
export type WireSnapshotDetail = Static<typeof SNAPSHOT_DETAIL>;
