import { Type, type Static } from 'typebox';
import { MAX_CHANGES, MAX_LEFT, MAX_RANGES } from './plan-limits.ts';

/**
 * What is to be changed on a disk so that it is fit to be cloned, and what would have to be but is not: plain data, which
 * crosses from the process that reads the disk to the one that writes the copy.
 */
const INODE = Type.Integer({ minimum: 1, maximum: 2 ** 32 - 1 });
/** Bytes of one component, as Latin-1. */
const NAME = Type.String({ minLength: 1, maxLength: 255 });
const TARGET = Type.String({ minLength: 1, maxLength: 1023 });

/** As `ExtEdit` of the package `disk`. */
const EDIT = Type.Union([
  Type.Object({ kind: Type.Literal('empty'), inode: INODE }),
  Type.Object({ kind: Type.Literal('remove'), directory: INODE, name: NAME }),
  Type.Object({ kind: Type.Literal('remove-directory'), directory: INODE, name: NAME }),
  Type.Object({
    kind: Type.Literal('link'),
    directory: INODE,
    below: Type.Union([NAME, Type.Null()]),
    name: NAME,
    target: TARGET,
  }),
]);
export type Edit = Static<typeof EDIT>;

const MEND = Type.String({ maxLength: 64 });
/** A path, for people. */
const PATH = Type.String({ maxLength: 1024 });

const CHANGE = Type.Object({ mend: MEND, path: PATH, edit: EDIT });
export type Change = Static<typeof CHANGE>;

/** A file system on which something is to be changed. */
const PART = Type.Object({
  /** As in the findings. */
  name: PATH,
  /** Where it lies on the disk, one range after the other; in bytes. */
  ranges: Type.Array(Type.Object({ offset: Type.Integer({ minimum: 0 }), length: Type.Integer({ minimum: 1 }) }), {
    minItems: 1,
    maxItems: MAX_RANGES,
  }),
  /** False while changes wait in its journal, so that a plan made after they are replayed may be another. */
  clean: Type.Boolean(),
  /** In the order in which they are to be made. */
  changes: Type.Array(CHANGE, { minItems: 1, maxItems: MAX_CHANGES }),
});

/**
 * Why something is left as it is: `link` – a symbolic link stands where it would be changed, or on the way there; `name` –
 * its name has a line break; `file-system` – it lies on one that is not written to; `mount` – something else is mounted in
 * it; `too-much` – there are too many of them; `unreadable` – it can't be known what is to be done.
 */
const LEFT_BECAUSE = ['link', 'name', 'file-system', 'mount', 'too-much', 'unreadable'] as const;

const LEFT = Type.Object({
  mend: MEND,
  path: PATH,
  because: Type.Enum(LEFT_BECAUSE),
  /** What kind of file system it is, or why it can't be read. */
  detail: Type.Union([Type.String({ maxLength: 1024 }), Type.Null()]),
});
export type Left = Static<typeof LEFT>;
export type LeftBecause = Left['because'];

export const PLAN = Type.Object({
  parts: Type.Array(PART, { maxItems: 64 }),
  left: Type.Array(LEFT, { maxItems: MAX_LEFT }),
});
export type Plan = Static<typeof PLAN>;
export type PlannedPart = Plan['parts'][number];
