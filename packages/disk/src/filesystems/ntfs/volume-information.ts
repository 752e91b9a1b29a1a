import { DiskError } from '../../disk-error.ts';
import { ATTRIBUTE } from './attribute.ts';
import { SYSTEM_RECORD, type Mft } from './mft.ts';

const LONGEST_LABEL = 256;
const INFORMATION = 12;
const FLAGS = 10;
const IS_DIRTY = 1;

/** What the volume says of itself (Linux-NTFS project, "$Volume"). @throws DiskError */
export async function readVolumeInformation(mft: Mft): Promise<{ label: string | null; isDirty: boolean }> {
  const record = await mft.systemFile(SYSTEM_RECORD.VOLUME);
  const label = await mft.value(record, ATTRIBUTE.VOLUME_NAME);
  const information = await mft.value(record, ATTRIBUTE.VOLUME_INFORMATION);
  const bytes = await information?.read(0, INFORMATION);
  if (bytes?.length !== INFORMATION) throw new DiskError('malformed', 'The NTFS volume says nothing of itself.');
  const isDirty = (bytes.readUInt16LE(FLAGS) & IS_DIRTY) !== 0;
  return {
    label: label === null || label.size === 0 ? null : (await label.read(0, LONGEST_LABEL)).toString('utf16le'),
    isDirty,
  };
}
