import type { ByteSource } from '../../byte-source.ts';
import { isZero } from '../../bytes/guid.ts';
import { MiB, SECTOR } from '../../bytes/units.ts';
import { readExactly } from '../bounded-read.ts';
import type { FormatProbe } from '../format-probe.ts';
import { refuse } from '../refusal.ts';
import { checkDescriptor } from './descriptor.ts';
import type { CreateType } from './descriptor.ts';
import { grainDirectoryFromFooter } from './footer.ts';
import { checkGrains } from './grains.ts';
import { ESX_MAGIC, HEADER_LENGTH, HOSTED_MAGIC, parseSparseHeader } from './header.ts';
import type { SparseHeader } from './header.ts';

/** QEMU's limit is 1 MiB; VMware reserves 20 sectors. */
const MAX_DESCRIPTOR = MiB / 16;
/** A descriptor that is a file of its own is told by its text, in as much of it as any program looks at. */
const TEXT_PROBE = 2048;

/**
 * VMware virtual disk, of the kinds that keep all data in one file: monolithicSparse and streamOptimized
 * ("Virtual Disk Format" 5.0). The others name further files, and were a way to read any file of the host (CVE-2022-47951).
 */
export const vmdk: FormatProbe = {
  format: 'vmdk',
  async detect(source) {
    const start = await source.read(0, TEXT_PROBE);
    const magic = start.toString('latin1', 0, 4);
    return magic === HOSTED_MAGIC || magic === ESX_MAGIC || isDescriptorText(start.toString('latin1'));
  },
  async inspect(source) {
    const bytes = Buffer.from(await source.read(0, HEADER_LENGTH));
    const magic = bytes.toString('latin1', 0, 4);
    if (magic === ESX_MAGIC) refuse('backing-file', 'The VMDK is an ESX redo log: it needs its parent disk.');
    if (magic !== HOSTED_MAGIC) {
      refuse('flat-extent', 'The file is only the descriptor of a VMDK: its data are in other files.');
    }
    if (bytes.length < HEADER_LENGTH) refuse('truncated', `The VMDK header should be ${HEADER_LENGTH} bytes long.`);
    const header = parseSparseHeader(bytes);
    const variant = await readDescriptor(source, header);
    const directory = header.grainDirectory ?? (await grainDirectoryFromFooter(source, header));
    await checkGrains(source, header, directory);
    return { format: 'vmdk', variant, virtualSize: header.capacity * SECTOR, partitionTable: null, encrypted: null };
  },
};

async function readDescriptor(source: ByteSource, header: SparseHeader): Promise<CreateType> {
  const length = header.descriptorSectors * SECTOR;
  if (length > MAX_DESCRIPTOR)
    refuse('table-too-large', `The VMDK descriptor claims ${length} bytes; 64 KiB are accepted.`);
  const at = header.descriptorOffset * SECTOR;
  const descriptor = at === 0 ? Buffer.alloc(0) : await readExactly(source, at, length, 'VMDK descriptor');
  if (isZero(descriptor)) {
    return refuse('flat-extent', 'The VMDK has no descriptor: it is one extent of a disk in several files.');
  }
  return checkDescriptor(descriptor);
}

/**
 * True for text that QEMU takes for a descriptor (block/vmdk.c, vmdk_probe): comments and blank lines, then the version;
 * and for the comment that VMware's own tools go by.
 */
function isDescriptorText(text: string): boolean {
  return /^(?:#[^\n]*\n| *\r?\n)*version=[123]\r?\n/.test(text) || /^#\s*Disk\s+DescriptorFile/i.test(text);
}
