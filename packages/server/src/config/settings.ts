import {
  baseUrl,
  choice,
  databaseUrl,
  duration,
  durationBetween,
  hosts,
  httpAddress,
  integer,
  list,
  networks,
  ports,
  positiveSize,
  size,
  text,
  type SettingType,
} from './setting-types.ts';

interface Setting<Value> {
  readonly type: SettingType<Value>;
  readonly default: Value;
  readonly help: string;
}

function setting<Value>(type: SettingType<Value>, fallback: NoInfer<Value>, help: string): Setting<Value> {
  return { type, default: fallback, help };
}

/**
 * Every setting there is, in the order of `--help`. The key is the name in the file; the flag is `--` + key; the
 * environment variable is `INGOT_` + the key in capitals with `_` for `.` and `-`.
 */
export const SETTINGS = {
  data: setting(text, './data', 'directory that holds everything: database, packs, keys, openrc'),
  'database.url': setting(
    databaseUrl,
    'sqlite',
    'where the records are: sqlite for a file in the data directory; the password of a PostgreSQL may also come from PGPASSWORD or PGPASSFILE',
  ),
  'database.connections': setting(integer(2, 1000), 10, 'connections to a PostgreSQL at a time'),
  'processes.lease': setting(
    durationBetween(1000, 3_600_000),
    60_000,
    'a process that gives no sign of life for this long is taken for dead: others give up its uploads and take over its jobs',
  ),
  host: setting(text, '127.0.0.1', 'address to listen on; 0.0.0.0 for every interface'),
  port: setting(integer(0, 65_535), 9292, 'TCP port to listen on; 0 takes a free one'),
  'public-url': setting(
    baseUrl,
    'auto',
    'address that clients use, for the catalog and links; auto follows the request',
  ),
  region: setting(text, 'RegionOne', 'region name in the service catalog'),
  'log.level': setting(
    choice(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
    'info',
    'least level that is logged',
  ),
  'http.idle-timeout': setting(duration, 120_000, 'a connection on which nothing moves for this long is cut'),
  'http.max-connections': setting(integer(1, 1_000_000), 1000, 'connections at a time; further ones are refused'),
  'http.max-connections-per-address': setting(
    integer(1, 1_000_000),
    200,
    'of these, connections from one address (IPv6: one /64 network); this machine and http.trusted-proxies are not counted',
  ),
  'http.drain-timeout': setting(duration, 30_000, 'how long a stop waits for requests that are under way'),
  'http.trusted-proxies': setting(
    networks,
    [],
    'addresses or networks of reverse proxies, whose X-Forwarded-For, -Host and -Proto are believed',
  ),
  'audit.retention': setting(
    durationBetween(3_600_000, 3650 * 86_400_000),
    90 * 86_400_000,
    'how long it is kept who changed what',
  ),
  'identity.token-lifetime': setting(duration, 4 * 3_600_000, 'how long a token holds'),
  'identity.failed-logins': setting(
    integer(1, 1000),
    6,
    'wrong passwords in a row from one address after which the user has to wait there',
  ),
  'identity.lockout': setting(duration, 60_000, 'how long that user has to wait'),
  'identity.provider': setting(
    choice(['embedded', 'keystone']),
    'embedded',
    'who knows users and projects: Ingot itself, or an OpenStack Keystone elsewhere',
  ),
  'identity.keystone.url': setting(httpAddress, '', 'address of that Keystone, with or without /v3'),
  'identity.keystone.public-url': setting(httpAddress, '', 'its address for clients, when they need another one'),
  'identity.keystone.ca-file': setting(
    text,
    '',
    'certificates (PEM) of those that vouch for its TLS certificate, instead of the ones that come with Node',
  ),
  'identity.keystone.username': setting(text, 'ingot', 'user that Ingot signs in as; needs the role service or admin'),
  'identity.keystone.password-file': setting(text, '', 'file whose first line is the password of that user'),
  'identity.keystone.user-domain': setting(text, 'Default', 'name of the domain of that user'),
  'identity.keystone.project': setting(text, 'service', 'name of the project that it signs in to'),
  'identity.keystone.project-domain': setting(text, 'Default', 'name of the domain of that project'),
  'identity.keystone.admin-roles': setting(list, ['admin'], 'names of roles in Keystone that may do everything'),
  'identity.keystone.member-roles': setting(list, ['member'], 'names of roles that may change things in their project'),
  'identity.keystone.reader-roles': setting(list, ['reader'], 'names of roles that may see what is in their project'),
  'identity.keystone.service-roles': setting(list, ['service'], 'names of roles that other services have'),
  'identity.keystone.timeout': setting(durationBetween(100, 60_000), 5_000, 'how long Keystone may take for an answer'),
  'identity.keystone.cache-time': setting(
    durationBetween(0, 3_600_000),
    30_000,
    'how long its answer about a token is believed: a role that is taken away works for that long',
  ),
  'identity.keystone.revocation-interval': setting(
    durationBetween(1000, 3_600_000),
    5_000,
    'how often it is asked what it has revoked: a revoked token works for that long',
  ),
  'identity.keystone.grace': setting(
    durationBetween(0, 86_400_000),
    300_000,
    'how long its last answer about a token counts while it cannot be asked',
  ),
  'inspection.profiles-directory': setting(
    text,
    'none',
    'profiles that images are judged by beside the built-in ones: a directory with a JSON file for each, or none',
  ),
  'inspection.boot-timeout': setting(
    durationBetween(10_000, 3_600_000),
    180_000,
    'how long a boot test waits for the guest: for its agent first of all',
  ),
  'inspection.look-at': setting(
    choice(['checked', 'all']),
    'checked',
    'which new images are looked into: those that their project has checked by profiles, or all',
  ),
  'inspection.suggest-properties': setting(
    choice(['on', 'off']),
    'on',
    'whether what is found on an image (os_type, os_distro, architecture, min_disk, …) is set on it where nobody has said it',
  ),
  'images.default-visibility': setting(
    choice(['shared', 'private']),
    'shared',
    'visibility of a new image that names none: shared as Glance, private as VK Cloud',
  ),
  'images.max-size': setting(size, 500 * 2 ** 30, 'largest image'),
  'console.max-upload': setting(
    positiveSize,
    100 * 2 ** 30,
    'largest file that the console takes from a browser; the command line takes what images.max-size allows',
  ),
  'images.disk-views': setting(
    choice(['eager', 'on-demand']),
    'eager',
    'when the disk in a qcow2, vhd, vhdx, vmdk, vdi or ova image is unpacked: once the image is active, or when something needs it',
  ),
  'exports.keep': setting(
    duration,
    7 * 86_400_000,
    'compressed exports and checksums of exports that nobody takes for this long are given up',
  ),
  'exports.space': setting(
    size,
    100 * 2 ** 30,
    'what compressed exports may take altogether; the least recently used go first',
  ),
  'images.project-bytes': setting(size, 2 * 2 ** 40, 'sum of the image sizes of one project'),
  'images.project-count': setting(integer(1, 10_000_000), 10_000, 'images of one project, those without data included'),
  'images.project-optimized': setting(
    integer(0, 10_000_000),
    0,
    'images of one project whose layers are kept ready; the first project has 10 at least',
  ),
  'images.max-properties': setting(integer(0, 10_000), 128, 'properties of one image'),
  'images.max-tags': setting(integer(0, 10_000), 128, 'tags of one image'),
  'images.max-members': setting(integer(0, 10_000), 128, 'projects that one image is shared with'),
  'images.trash-retention': setting(duration, 7 * 86_400_000, 'how long a deleted image can be restored'),
  'volumes.layer-space': setting(
    size,
    100 * 2 ** 30,
    'what layers may take on disk that no volume stands on and no image keeps ready; the least recently used go first',
  ),
  'store.backend': setting(
    choice(['local', 's3']),
    'local',
    'where packs lie: in the data directory, or in a bucket of an S3-compatible store',
  ),
  'store.s3.endpoint': setting(baseUrl, 'auto', "address of the S3 store; auto is Amazon's of the region"),
  'store.s3.region': setting(text, 'us-east-1', 'region of the bucket; most other stores take any name'),
  'store.s3.bucket': setting(text, 'ingot', 'bucket that holds the packs; it has to exist'),
  'store.s3.prefix': setting(text, '', 'before every key, such as images/, so that several stores may share a bucket'),
  'store.s3.addressing': setting(
    choice(['path', 'host']),
    'path',
    'whether the bucket stands in the path of an address or before the host',
  ),
  'store.s3.access-key': setting(
    text,
    'auto',
    'access key; auto looks for both keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, in ~/.aws, and at the machine',
  ),
  'store.s3.secret-key-file': setting(text, '', 'file that holds the secret key, readable by its owner only'),
  'store.s3.patience': setting(
    duration,
    60_000,
    'how long the S3 store may be out of reach before a transfer fails; until then it waits',
  ),
  'store.cache-size': setting(
    size,
    10 * 2 ** 30,
    'what is kept of an S3 store in the data directory, so that it is not read twice; 0 for nothing',
  ),
  'store.accounting-interval': setting(duration, 3_600_000, 'how often it is measured what images take, at most'),
  'store.encryption.key-files': setting(
    list,
    [],
    'files with the keys that packs are sealed with, 32 bytes each; the first seals, all of them open',
  ),
  'store.encryption.key-command': setting(
    text,
    '',
    'shell command that prints those keys instead, one a line, as from a key management service',
  ),
  'store.encryption.plain-packs': setting(
    choice(['read', 'refuse']),
    'read',
    'what to do with packs from before they were sealed',
  ),
  'store.compaction-rate': setting(
    positiveSize,
    64 * 2 ** 20,
    'bytes a second that are read to use again the space of dead chunks in packs',
  ),
  'store.compaction-budget': setting(size, 64 * 2 ** 30, 'bytes read for that in one run, at most; 0 never does it'),
  'store.compaction-dead-share': setting(
    integer(1, 99),
    20,
    'percent of a pack that have to be dead before it is rewritten',
  ),
  'store.compression-level': setting(
    integer(0, 19),
    7,
    'zstd level that packs nobody reads are compressed with while the service is idle; 0 leaves them as they came',
  ),
  'store.compression-after': setting(duration, 3 * 86_400_000, 'how long a pack is not read until that happens'),
  'store.compression-rate': setting(positiveSize, 32 * 2 ** 20, 'bytes a second that are read for that'),
  'store.scrub-rate': setting(
    size,
    32 * 2 ** 20,
    'bytes a second that a scrub reads; a quarter of it while somebody uploads or downloads',
  ),
  'store.scrub-interval': setting(duration, 14 * 86_400_000, 'how long after one scrub the next one begins'),
  'store.copies': setting(
    text,
    'none',
    'copies of the packs that damaged chunks are healed from, made as docs/operations.md says: a directory, s3://BUCKET/PREFIX, or none',
  ),
  'volumes.project-volumes': setting(integer(-1, 10_000_000), 1000, 'volumes of one project; -1 for no limit'),
  'volumes.project-snapshots': setting(integer(-1, 10_000_000), 1000, 'snapshots of one project; -1 for no limit'),
  'volumes.project-gib': setting(
    integer(-1, Number.MAX_SAFE_INTEGER),
    1_000_000,
    'GiB that the volumes and snapshots of one project promise altogether; -1 for no limit',
  ),
  'volumes.max-gib': setting(integer(-1, 2 ** 24), 16_384, 'GiB of one volume; -1 for no limit'),
  'volumes.work-deadline': setting(
    duration,
    3_600_000,
    'work on a volume that shows no sign of life for this long is given up',
  ),
  'machines.project-machines': setting(integer(-1, 10_000_000), 100, 'machines of one project; -1 for no limit'),
  'machines.project-vcpus': setting(
    integer(-1, 10_000_000),
    200,
    'virtual processors that the machines of one project have altogether; -1 for no limit',
  ),
  'machines.project-memory-mib': setting(
    integer(-1, Number.MAX_SAFE_INTEGER),
    512 * 1024,
    'MiB of memory that the machines of one project have altogether; -1 for no limit',
  ),
  'machines.acceleration': setting(
    choice(['auto', 'kvm', 'emulation']),
    'auto',
    'how machines run: auto takes KVM if a kernel that is started with it comes up, and emulates otherwise',
  ),
  'machines.probe-kernel': setting(
    text,
    'auto',
    'Linux kernel that is started to see whether KVM works; auto is the newest one in /boot',
  ),
  'machines.open-network': setting(
    choice(['refuse', 'allow']),
    'refuse',
    'whether machines may be given a network that reaches all that their host reaches, its own services included',
  ),
  'machines.guest-patience': setting(
    durationBetween(1000, 3_600_000),
    60_000,
    'how long a guest has to shut down: after its agent was asked, and again after the power button was pressed',
  ),
  'machines.console-idle-timeout': setting(
    durationBetween(60_000, 86_400_000),
    1_800_000,
    'a browser that shows a screen and sends nothing for this long is let go',
  ),
  'imports.schemes': setting(list, ['http', 'https'], 'URL schemes that web-download takes'),
  'imports.ports': setting(ports, [80, 443], 'ports that web-download connects to'),
  'imports.allowed-hosts': setting(
    hosts,
    [],
    'host names, addresses or networks (10.0.0.0/8) that web-download may reach although they are private; their ports are free',
  ),
  'imports.timeout': setting(duration, 60_000, 'web-download gives up when nothing arrives for this long'),
} as const satisfies Record<string, Setting<never> | Setting<unknown>>;

export type SettingKey = keyof typeof SETTINGS;
type ValueOf<S> = S extends Setting<infer Value> ? Value : never;

/** The whole configuration, checked. */
export type Config = { readonly [Key in SettingKey]: ValueOf<(typeof SETTINGS)[Key]> };

export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[];

/** The environment variable of a setting: `images.max-size` → `INGOT_IMAGES_MAX_SIZE`. */
export function environmentName(key: SettingKey): string {
  return `INGOT_${key.toUpperCase().replaceAll(/[.-]/g, '_')}`;
}
