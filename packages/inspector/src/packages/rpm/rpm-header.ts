import { DiskError } from '@ingot/disk';

/** Tags of a header that are of interest (rpm's `rpmtag.h`). */
const TAG = { NAME: 1000, VERSION: 1001, RELEASE: 1002, EPOCH: 1003, ARCH: 1022 } as const;
const TYPE = { INT32: 4, STRING: 6 } as const;
const ENTRY = 16;

/** What rpm says of a package in a line. */
export interface RpmPackage {
  readonly name: string;
  /** `[epoch:]version-release`. */
  readonly version: string;
  /** Null for keys, which rpm keeps as packages. */
  readonly architecture: string | null;
}

/**
 * Reads the header of a package as rpm's database has it: the number of entries, the length of the data, the entries and
 * the data, big-endian ("RPM V4 Package format", Header).
 * @throws DiskError `malformed`
 */
export function readRpmHeader(header: Buffer): RpmPackage {
  if (header.length < 8) throw malformed();
  const data = 8 + header.readUInt32BE(0) * ENTRY;
  if (data + header.readUInt32BE(4) > header.length) throw malformed();
  const found = new Map<number, string>();
  for (let at = 8; at < data; at += ENTRY) {
    const [tag, type] = [header.readUInt32BE(at), header.readUInt32BE(at + 4)];
    const value = data + header.readUInt32BE(at + 8);
    if (type === TYPE.STRING) found.set(tag, stringAt(header, value));
    if (type === TYPE.INT32 && tag === TAG.EPOCH) found.set(tag, String(int32At(header, value)));
  }
  const [name, version, release] = [found.get(TAG.NAME), found.get(TAG.VERSION), found.get(TAG.RELEASE)];
  if (name === undefined || version === undefined || release === undefined) throw malformed();
  const epoch = found.get(TAG.EPOCH);
  return {
    name,
    version: `${epoch === undefined ? '' : `${epoch}:`}${version}-${release}`,
    architecture: found.get(TAG.ARCH) ?? null,
  };
}

function stringAt(header: Buffer, at: number): string {
  const end = header.indexOf(0, at);
  if (at > header.length || end < 0) throw malformed();
  return header.toString('utf8', at, end);
}

function int32At(header: Buffer, at: number): number {
  if (at + 4 > header.length) throw malformed();
  return header.readUInt32BE(at);
}

function malformed(): DiskError {
  return new DiskError('malformed', "A package in rpm's database is damaged.");
}
