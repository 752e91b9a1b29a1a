/**
 * A label says of a content what the database knows of it, and is kept beside the packs: an image comes back with its name
 * and its owner when the database is gone.
 *
 * It is JSON with a version. A reader refuses versions that it does not know, and whatever is not as it was written; the
 * pack that it is kept in tells whether a byte has changed. It holds nothing that is not in the record of the image.
 */
import { parseTreeRoot } from '@ingot/chunk-store';
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import {
  CONTAINER_FORMATS,
  DISK_FORMATS,
  VISIBILITIES,
  type Image,
  type ImageContent,
  type RestorableState,
} from '../../images/index.ts';
import { parseImageId, parseProjectId } from '../../kernel/ids.ts';

export interface Label {
  /** Active, deactivated, or in the trash with its content. */
  readonly image: Image;
  /** Of the project that owns it; null when nobody here knows. */
  readonly ownerName: string | null;
}

const VERSION = 1;

const TIME = Type.Integer({ minimum: 0 });
const SIZE = Type.Integer({ minimum: 0 });
const NULLABLE_TEXT = Type.Union([Type.String(), Type.Null()]);

const LABEL = Type.Object(
  {
    version: Type.Literal(VERSION),
    id: Type.String(),
    owner: Type.Object({ id: Type.String(), name: NULLABLE_TEXT }),
    name: NULLABLE_TEXT,
    visibility: Type.Enum(VISIBILITIES),
    protected: Type.Boolean(),
    hidden: Type.Boolean(),
    diskFormat: Type.Union([Type.Enum(DISK_FORMATS), Type.Null()]),
    containerFormat: Type.Union([Type.Enum(CONTAINER_FORMATS), Type.Null()]),
    minDisk: SIZE,
    minRam: SIZE,
    tags: Type.Array(Type.String()),
    properties: Type.Record(Type.String(), Type.String()),
    createdAt: TIME,
    updatedAt: TIME,
    status: Type.Enum(['active', 'deactivated']),
    deletedAt: Type.Union([TIME, Type.Null()]),
    content: Type.Object({
      root: Type.String(),
      size: SIZE,
      virtualSize: SIZE,
      // Both null while they are being made.
      md5: Type.Union([Type.String({ pattern: '^[0-9a-f]{32}$' }), Type.Null()]),
      sha512: Type.Union([Type.String({ pattern: '^[0-9a-f]{128}$' }), Type.Null()]),
      newBytes: Type.Union([SIZE, Type.Null()]),
    }),
  },
  { additionalProperties: false },
);
const checker = Compile(LABEL);

/** The label of an image; null for one that has no content to be labelled. */
export function encodeLabel(image: Image, ownerName: string | null): string | null {
  const { state, ownerId, ...record } = image;
  const settled = state.status === 'deleted' ? state.before : state;
  if (settled?.status !== 'active' && settled?.status !== 'deactivated') return null;
  const { checksums, ...content } = settled.content;
  const label: Static<typeof LABEL> = {
    version: VERSION,
    ...record,
    tags: [...record.tags],
    owner: { id: ownerId, name: ownerName },
    status: settled.status,
    deletedAt: state.status === 'deleted' ? state.deletedAt : null,
    content: { ...content, md5: checksums?.md5 ?? null, sha512: checksums?.sha512 ?? null },
  };
  return JSON.stringify(label);
}

/** @returns a sentence instead when `text` is no label that this version can read. */
export function decodeLabel(text: string): Label | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'It is not JSON.';
  }
  if (typeof value === 'object' && value !== null && 'version' in value && value.version !== VERSION) {
    return `It has the version ${String(value.version)}; this is a reader of version ${VERSION}.`;
  }
  if (!checker.Check(value)) return 'It is not a label.';
  const { version: _, owner, status, deletedAt, id, content, ...record } = value;
  const root = parseTreeRoot(content.root);
  const [imageId, ownerId] = [parseImageId(id), parseProjectId(owner.id)];
  if (!root || !imageId || !ownerId) return 'It names what cannot be.';
  const { md5, sha512, ...rest } = content;
  const checksums = md5 === null || sha512 === null ? null : { md5, sha512 };
  const before: RestorableState = { status, content: { ...rest, root, checksums } satisfies ImageContent };
  return {
    image: {
      ...record,
      id: imageId,
      ownerId,
      state: deletedAt === null ? before : { status: 'deleted', deletedAt, before },
    },
    ownerName: owner.name,
  };
}
