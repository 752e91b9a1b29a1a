import { Type, type Static } from 'typebox';

/**
 * What a rule asks of an image, as data: a closed vocabulary, so that profiles can come from files and a rule can do
 * nothing but look. Each check holds, does not hold, or can't be known.
 *
 * Paths are those of the guest: `/etc/machine-id`, `C:/Windows/Panther`; `*` stands for any run of characters within a
 * component, but for a leading dot. Patterns are regular expressions of ECMAScript with the flags `u` and `m`; they match
 * anywhere unless anchored.
 */
const TEXT = Type.String({ minLength: 1, maxLength: 512 });
const PATTERN = Type.String({ minLength: 1, maxLength: 1024 });
const PATHS = Type.Array(TEXT, { minItems: 1, maxItems: 64 });
const closed = { additionalProperties: false } as const;

/**
 * `system` – something answers as an installed system does; `guest-agent` – its agent answers; `cloud-init` – that has
 * finished, without an error, where it is installed; `password` – the agent can set one; `remote-access` – SSH or RDP answers.
 */
export const BOOT_SHOWS = ['system', 'guest-agent', 'cloud-init', 'password', 'remote-access'] as const;
export type BootShows = (typeof BOOT_SHOWS)[number];

/** The system itself; whatever is left out does not matter. What the image does not say can't be known. */
const SYSTEM = Type.Object(
  {
    check: Type.Literal('system'),
    family: Type.Optional(Type.Union([Type.Literal('linux'), Type.Literal('windows')])),
    /** `ID` of os-release(5), one of these. */
    id: Type.Optional(Type.Array(TEXT, { minItems: 1, maxItems: 32 })),
    version: Type.Optional(PATTERN),
    /** Level of an Astra (`orel`), `EditionID` of a Windows. */
    edition: Type.Optional(PATTERN),
  },
  closed,
);

/** One of the packages or installed programs is wholly installed. */
const PACKAGE = Type.Object(
  {
    check: Type.Literal('package'),
    /** One of these, exactly. */
    name: Type.Optional(Type.Array(TEXT, { minItems: 1, maxItems: 32 })),
    /** Or one whose name matches: programs of Windows carry versions in theirs. */
    matching: Type.Optional(PATTERN),
    version: Type.Optional(PATTERN),
  },
  closed,
);

const STARTS = ['enabled', 'static', 'disabled', 'masked', 'boot', 'system', 'automatic', 'manual'] as const;

/** One of the services is there and starts in one of these ways. */
const SERVICE = Type.Object(
  {
    check: Type.Literal('service'),
    /** With its suffix on systemd. */
    name: Type.Array(TEXT, { minItems: 1, maxItems: 32 }),
    start: Type.Array(Type.Enum(STARTS), { minItems: 1 }),
  },
  closed,
);

/** `present` – some path leads to something; `absent` – none does; `empty` – those that are there are files without bytes. */
const FILE = Type.Object(
  {
    check: Type.Literal('file'),
    paths: PATHS,
    expect: Type.Union([Type.Literal('present'), Type.Literal('absent'), Type.Literal('empty')]),
  },
  closed,
);

/** What was found in a text, for people; never the text. */
export const FINDS = [
  'text',
  'machine-id',
  'private-key',
  'public-key',
  'access-token',
  'password',
  'password-hash',
  'empty-password',
  'hardware-address',
  'lease',
] as const;

/**
 * `found` – some file has a match; `not-found` – none has, those that are not there included. UTF-16 with a byte order mark
 * is read as such, everything else as UTF-8.
 */
const CONTENT = Type.Object(
  {
    check: Type.Literal('content'),
    paths: PATHS,
    pattern: PATTERN,
    ignoreCase: Type.Optional(Type.Boolean()),
    expect: Type.Union([Type.Literal('found'), Type.Literal('not-found')]),
    /** What a match is. */
    as: Type.Enum(FINDS),
    /** A longer file can't be known. 1 MiB unless given. */
    maxBytes: Type.Optional(Type.Integer({ minimum: 1, maximum: 16 * 2 ** 20 })),
  },
  closed,
);

/** A symbolic link, and where it points; the link itself, not followed. */
const LINK = Type.Object({ check: Type.Literal('link'), path: TEXT, target: PATTERN }, closed);

/**
 * A value of the registry of Windows. `present` with `equals` or `matches`: it is there and so; `absent`: no such value, or
 * one that is not so. `*` stands for any one subkey.
 */
const REGISTRY = Type.Object(
  {
    check: Type.Literal('registry'),
    /** From the hive on, `\` between: `SYSTEM\CurrentControlSet\Control\Terminal Server`. */
    key: TEXT,
    value: TEXT,
    expect: Type.Union([Type.Literal('present'), Type.Literal('absent')]),
    /** Of a number. */
    equals: Type.Optional(Type.Integer()),
    /** Of a text, without case. */
    matches: Type.Optional(PATTERN),
  },
  closed,
);

/**
 * `complete` – no part goes on behind the end of the disk; `readable` – none is encrypted or can't be read; `shut-down` – no
 * file system was left in use.
 */
const DISK = Type.Object(
  { check: Type.Literal('disk'), expect: Type.Enum(['complete', 'readable', 'shut-down']) },
  closed,
);

/** What the image is as a file: its type is one of these, or that of the image that it is a child of is none of those. */
const IMAGE = Type.Object(
  {
    check: Type.Literal('image'),
    fileType: Type.Optional(Type.Array(TEXT, { minItems: 1, maxItems: 16 })),
    parentNot: Type.Optional(Type.Array(TEXT, { minItems: 1, maxItems: 16 })),
  },
  closed,
);

/** A check that looks at one thing. */
/** What a boot showed. Where the image was not started, or not for this, it can't be known. */
const BOOT = Type.Object({ check: Type.Literal('boot'), shows: Type.Enum(BOOT_SHOWS) }, closed);

export const LEAF = Type.Union([SYSTEM, PACKAGE, SERVICE, FILE, CONTENT, LINK, REGISTRY, DISK, IMAGE, BOOT]);
export type Leaf = Static<typeof LEAF>;
export type LeafOf<Kind extends Leaf['check']> = Extract<Leaf, { check: Kind }>;

/** Combined as in logic with three values: what can't be known leaves open only what hangs on it. */
export type Check =
  | Leaf
  | { readonly check: 'all' | 'any'; readonly of: readonly Check[] }
  | { readonly check: 'not'; readonly of: Check };
