/**
 * What the database knows of a snapshot, as it is kept beside the packs for the day when the database is gone: JSON with a
 * version, like the labels of images. A reader refuses versions that it does not know, and whatever is not as it was
 * written.
 */
import { parseTreeRoot } from '@ingot/chunk-store';
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { parseProjectId, parseSnapshotId, parseUserId, parseVolumeId } from '../kernel/ids.ts';
import type { Snapshot, SnapshotState } from './snapshot.ts';

/** A snapshot that has content. */
export type LabelledSnapshot = Snapshot & { readonly state: Extract<SnapshotState, { status: 'available' }> };

export interface SnapshotLabel {
  readonly snapshot: LabelledSnapshot;
  /** Of the project that owns it; null when nobody here knows. */
  readonly ownerName: string | null;
}

const KIND = 'snapshot';
const VERSION = 1;

const COUNT = Type.Integer({ minimum: 0 });
const NULLABLE_TEXT = Type.Union([Type.String(), Type.Null()]);
const METADATA = Type.Record(Type.String(), Type.String());

const LABEL = Type.Object(
  {
    kind: Type.Literal(KIND),
    version: Type.Literal(VERSION),
    id: Type.String(),
    owner: Type.Object({ id: Type.String(), name: NULLABLE_TEXT }),
    userId: Type.String(),
    volumeId: Type.String(),
    sizeGib: Type.Integer({ minimum: 1 }),
    name: NULLABLE_TEXT,
    description: NULLABLE_TEXT,
    metadata: METADATA,
    bootable: Type.Boolean(),
    imageMetadata: METADATA,
    createdAt: COUNT,
    updatedAt: COUNT,
    tree: Type.Object({ root: Type.String(), size: COUNT }),
  },
  { additionalProperties: false },
);
const checker = Compile(LABEL);

/** Null for one that has no content. */
export function encodeSnapshotLabel(snapshot: Snapshot, ownerName: string | null): string | null {
  const { state, ownerId, ...record } = snapshot;
  if (state.status !== 'available') return null;
  const owner = { id: ownerId, name: ownerName };
  const label: Static<typeof LABEL> = { kind: KIND, version: VERSION, ...record, owner, tree: state.tree };
  return JSON.stringify(label);
}

/** @returns null for what is no label of a snapshot, a sentence for one that this version cannot read. */
export function decodeSnapshotLabel(text: string): SnapshotLabel | string | null {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== KIND) return null;
  if ('version' in value && value.version !== VERSION) {
    return `It has the version ${String(value.version)}; this is a reader of version ${VERSION}.`;
  }
  if (!checker.Check(value)) return 'It is not a label of a snapshot.';
  const { kind: _kind, version: _version, owner, tree, ...record } = value;
  const root = parseTreeRoot(tree.root);
  const [id, ownerId] = [parseSnapshotId(record.id), parseProjectId(owner.id)];
  const [userId, volumeId] = [parseUserId(record.userId), parseVolumeId(record.volumeId)];
  if (!root || !id || !ownerId || !userId || !volumeId) return 'It names what cannot be.';
  const state = { status: 'available', tree: { root, size: tree.size } } as const;
  return { snapshot: { ...record, id, ownerId, userId, volumeId, state }, ownerName: owner.name };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
