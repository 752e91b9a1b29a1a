import type { ByteSource } from '../../byte-source.ts';
import { cachedSource } from '../../sources/cached-source.ts';
import { SECTOR } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';
import type { DirectoryNode, FileSystem, FileSystemWarning } from '../file-system.ts';
import { readExactly } from '../read-exactly.ts';
import { readFreeSpace } from './free-space.ts';
import { parseGeometry, type Geometry } from './geometry.ts';
import { isLogClean } from './log-file.ts';
import { Mft, SYSTEM_RECORD } from './mft.ts';
import { nodeOf } from './nodes.ts';
import { readCollation } from './upcase.ts';
import { readVolumeInformation } from './volume-information.ts';

const HIBERNATION_FILE = Buffer.from('hiberfil.sys');
/** A file that begins with anything else, zeros mostly, belongs to a system that was resumed. */
const HIBERNATED = 'hibr';

/**
 * Opens an NTFS volume (3.0 and later, as Windows 2000 and all after it write it). Its journal is not replayed: see
 * `warnings`. Files of the volume itself, short names and alternate streams are not listed.
 * @throws DiskError
 */
export async function openNtfs(source: ByteSource): Promise<FileSystem> {
  const pages = cachedSource(source);
  const geometry = parseGeometry(await readExactly(pages, 0, SECTOR, 'boot sector of NTFS'));
  requireWhole(geometry, source);
  const mft = await Mft.open({ geometry, source, pages });
  const compare = await readCollation(mft);
  const { label, isDirty } = await readVolumeInformation(mft);
  const root = await nodeOf({ mft, compare }, await mft.systemFile(SYSTEM_RECORD.ROOT));
  if (root.kind !== 'directory') throw new DiskError('malformed', 'The root of the NTFS volume is no directory.');
  const warnings: FileSystemWarning[] = [];
  if (isDirty || !(await isLogClean(mft))) warnings.push('not-clean');
  if (await isHibernated(root)) warnings.push('hibernated');
  return {
    kind: 'ntfs',
    label,
    uuid: geometry.serial,
    warnings,
    root,
    usage: async () => ({ size: geometry.clusters * geometry.clusterSize, free: await readFreeSpace(mft) }),
  };
}

function requireWhole({ clusters, clusterSize }: Geometry, { size }: ByteSource): void {
  if (clusters * clusterSize <= size) return;
  throw new DiskError(
    'malformed',
    `The NTFS volume has ${clusters * clusterSize} bytes, but only ${size} are there: it was cut off.`,
  );
}

async function isHibernated(root: DirectoryNode): Promise<boolean> {
  const file = await root.find(HIBERNATION_FILE);
  if (file?.kind !== 'file') return false;
  const head = await file.content.read(0, HIBERNATED.length);
  return head.toString('latin1').toLowerCase() === HIBERNATED;
}
