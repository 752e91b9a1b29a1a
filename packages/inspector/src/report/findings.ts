import { Type, type Static, type TSchema } from 'typebox';

/**
 * What was found on a disk: plain data, which crosses from the process that reads the disk to the one that keeps the
 * report. Texts out of the image are bounded and hold no control characters; they are still somebody else's words, and
 * escaped wherever they are shown. Sizes and offsets are bytes.
 */
export const TEXT = Type.String({ maxLength: 1024 });
const BYTES = Type.Integer({ minimum: 0 });
const NOTHING = Type.Null();

export function orNull<T extends TSchema>(schema: T) {
  return Type.Union([schema, NOTHING]);
}

/** `Fact` of the guest's model. */
export function fact<T extends TSchema>(value: T) {
  return Type.Union([
    Type.Object({ known: Type.Literal(true), value }),
    Type.Object({ known: Type.Literal(false), reason: TEXT }),
  ]);
}

const LINUX = Type.Object({
  family: Type.Literal('linux'),
  /** `ID` of os-release(5): `astra`, `debian`, `rhel`, `alpine`. */
  id: TEXT,
  /** `ID_LIKE`: what it descends from, nearest first. */
  like: Type.Array(TEXT, { maxItems: 16 }),
  /** As shown to people: `Astra Linux`. */
  name: TEXT,
  /** `VERSION_ID`: `1.7_x86-64`, `12`. */
  version: orNull(TEXT),
  /** The level of protection of an Astra (`orel`, `voronezh`, `smolensk`), else `VARIANT_ID`. */
  edition: orNull(TEXT),
  /** The build that updates count up: `1.7.5.9`. */
  build: orNull(TEXT),
});

const WINDOWS = Type.Object({
  family: Type.Literal('windows'),
  /** `ProductName`: `Windows 10 Pro`. */
  name: TEXT,
  /** `DisplayVersion` or `ReleaseId`: `22H2`. */
  version: orNull(TEXT),
  /** `EditionID`: `Professional`, `Core`, `ServerStandard`. */
  edition: orNull(TEXT),
  /** `CurrentBuild` and `UBR`: `19045.4080`. */
  build: orNull(TEXT),
  /** `InstallationType`: `Client`, `Server`, `Server Core`. */
  installation: orNull(TEXT),
});

export const OPERATING_SYSTEM = Type.Union([LINUX, WINDOWS]);
export type OperatingSystem = Static<typeof OPERATING_SYSTEM>;

/** As Glance's `architecture` property has it. */
export const ARCHITECTURE = Type.Enum([
  'x86_64',
  'i686',
  'aarch64',
  'armv7l',
  'ppc64le',
  's390x',
  'riscv64',
  'loongarch64',
]);
export type Architecture = Static<typeof ARCHITECTURE>;

export const PACKAGE = Type.Object({
  name: TEXT,
  version: TEXT,
  architecture: orNull(TEXT),
});
export type Package = Static<typeof PACKAGE>;

export const PACKAGES = Type.Object({
  /** `windows` – the list of installed programs, both of its views. */
  manager: Type.Enum(['dpkg', 'rpm', 'apk', 'windows']),
  installed: Type.Array(PACKAGE, { maxItems: 50_000 }),
  /** Known to the package manager, but removed, half installed or half configured. They are not installed. */
  incomplete: Type.Array(Type.Object({ ...PACKAGE.properties, state: TEXT }), { maxItems: 50_000 }),
});
export type Packages = Static<typeof PACKAGES>;

/**
 * When a service starts. systemd: `enabled` – linked from a target or another unit; `static` – has no `[Install]`, so that
 * others start it (udev, a socket, a dependency); `disabled`; `masked` – linked to /dev/null, never starts.
 * Windows (`Start` 0 to 4): `boot`, `system`, `automatic`, `manual`, `disabled`.
 */
export const START = Type.Enum(['enabled', 'static', 'disabled', 'masked', 'boot', 'system', 'automatic', 'manual']);

export const SERVICE = Type.Object({
  /** With its suffix on systemd: `sshd.service`. Unique, without case on Windows. */
  name: TEXT,
  start: START,
  /** Windows: `ImagePath`, as it is. */
  program: orNull(TEXT),
});
export type Service = Static<typeof SERVICE>;

const SYSTEM = Type.Object({
  /** The part that its root lies on. */
  part: TEXT,
  family: Type.Union([Type.Literal('linux'), Type.Literal('windows')]),
  os: fact(OPERATING_SYSTEM),
  architecture: fact(ARCHITECTURE),
  packages: fact(PACKAGES),
  services: fact(Type.Array(SERVICE, { maxItems: 20_000 })),
});
export type SystemFindings = Static<typeof SYSTEM>;

const FILE_SYSTEM = Type.Object({
  kind: Type.Literal('file-system'),
  type: Type.Enum(['ext', 'fat', 'ntfs', 'xfs', 'btrfs']),
  label: orNull(TEXT),
  uuid: orNull(TEXT),
  usage: fact(Type.Object({ size: BYTES, free: BYTES })),
  warnings: Type.Array(Type.Enum(['not-clean', 'hibernated', 'errors']), { maxItems: 3 }),
});

/** What lies in a part of the disk. `unknown` – nothing that is known here, or damaged. */
const CONTENT = Type.Union([
  FILE_SYSTEM,
  Type.Object({
    kind: Type.Literal('encrypted'),
    scheme: Type.Union([Type.Literal('luks'), Type.Literal('bitlocker')]),
  }),
  /** A piece of a volume group, whose volumes are parts of their own. */
  Type.Object({ kind: Type.Literal('physical-volume') }),
  Type.Object({ kind: Type.Literal('swap') }),
  Type.Object({ kind: Type.Literal('empty') }),
  Type.Object({ kind: Type.Literal('unknown'), reason: TEXT }),
]);

const PART = Type.Object({
  /** `p1` for the first partition, `group/volume` for a logical volume, `disk` for all of it. */
  name: TEXT,
  kind: Type.Union([Type.Literal('partition'), Type.Literal('logical-volume'), Type.Literal('whole-disk')]),
  /** Of a partition: a GUID in a GPT, two hexadecimal digits in an MBR. */
  type: orNull(TEXT),
  label: orNull(TEXT),
  /** Of a partition, from the start of the disk. */
  offset: orNull(BYTES),
  size: BYTES,
  /** `incomplete` – it goes on behind the end of the disk. */
  flags: Type.Array(Type.Enum(['bootable', 'esp', 'bios-boot', 'incomplete']), {
    maxItems: 4,
  }),
  content: CONTENT,
});

export const LAYOUT = Type.Object({
  size: BYTES,
  table: orNull(Type.Union([Type.Literal('gpt'), Type.Literal('mbr')])),
  parts: Type.Array(PART, { maxItems: 512 }),
  warnings: Type.Array(TEXT, { maxItems: 64 }),
  /** Where the last part ends: behind it nothing of the disk is used, but for the second copy of a GPT. */
  usedEnd: BYTES,
});

export const FINDINGS = Type.Object({
  layout: LAYOUT,
  /** What a machine may start this disk with. */
  firmware: fact(Type.Object({ bios: Type.Boolean(), uefi: Type.Boolean() })),
  /** Every operating system on the disk; more than one is rare. */
  systems: Type.Array(SYSTEM, { maxItems: 16 }),
});
export type Findings = Static<typeof FINDINGS>;
