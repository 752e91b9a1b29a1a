import { filetimeAt } from '../../bytes/filetime.ts';
import { DiskError } from '../../disk-error.ts';
import { unreadableSource } from '../../sources/unreadable-source.ts';
import type { DirectoryEntry, DirectoryNode, FileNode, RegularFile } from '../file-system.ts';
import { ATTRIBUTE } from './attribute.ts';
import { DirectoryIndex } from './directory-index.ts';
import type { FileRecord } from './file-record.ts';
import type { FileReference } from './file-reference.ts';
import type { Mft } from './mft.ts';
import { MAX_REPARSE_DATA, parseReparsePoint, type ReparsePoint } from './reparse-point.ts';
import type { Collation } from './upcase.ts';

/** Records below are the volume's own; the root shows them to nobody, but for itself. */
const FIRST_USER_RECORD = 16;
const LONGEST_NAME = 255;
/** The root is in itself, as `.`; elsewhere they are somebody's trick. */
const DOTS = new Set(['.', '..']);
const MODIFIED_AT = 8;

/** What all nodes of a volume share. */
export interface NodeContext {
  readonly mft: Mft;
  readonly compare: Collation;
}

type NodeFacts = Pick<FileNode, 'id' | 'owner' | 'modifiedAt'>;

/** A file as its records say. @throws DiskError */
export async function nodeOf(context: NodeContext, record: FileRecord): Promise<FileNode> {
  const facts: NodeFacts = {
    id: String(record.reference.number),
    owner: null,
    modifiedAt: await modifiedAt(context, record),
  };
  const reparse = await reparsePointOf(context, record);
  if (reparse?.kind === 'special') return { ...facts, kind: 'special' };
  if (reparse?.kind === 'link') return { ...facts, kind: 'link', target: async () => reparse.target };
  const foreign = reparse === null ? null : `It is kept by ${reparse.by}, which is not read.`;
  return record.isDirectory
    ? directoryNode(context, facts, record, foreign)
    : regularFile(context, facts, record, foreign);
}

/** @param foreign why its entries are not on the volume, or null. */
function directoryNode(
  context: NodeContext,
  facts: NodeFacts,
  record: FileRecord,
  foreign: string | null,
): DirectoryNode {
  const { mft, compare } = context;
  const open = async (): Promise<DirectoryIndex> => {
    if (foreign !== null) throw new DiskError('unsupported', foreign);
    return DirectoryIndex.open(mft, record);
  };
  const node = async (file: FileReference): Promise<FileNode> => nodeOf(context, await mft.file(file));
  return {
    ...facts,
    kind: 'directory',
    async *entries(): AsyncGenerator<DirectoryEntry> {
      for await (const { name, isShort, file } of (await open()).keys()) {
        if (isShort || DOTS.has(name) || file.number < FIRST_USER_RECORD) continue;
        yield { name: Buffer.from(name), node: () => node(file) };
      }
    },
    async find(name) {
      const wanted = name.toString();
      if (wanted.length > LONGEST_NAME || DOTS.has(wanted)) return null;
      const file = await (await open()).find(wanted, compare);
      return file === null || file.number < FIRST_USER_RECORD ? null : node(file);
    },
  };
}

/** @param foreign why its bytes are not on the volume, or null. */
async function regularFile(
  { mft }: NodeContext,
  facts: NodeFacts,
  record: FileRecord,
  foreign: string | null,
): Promise<RegularFile> {
  const data = await mft.value(record, ATTRIBUTE.DATA, { source: mft.volume.source });
  if (data === null) throw new DiskError('malformed', 'A file of the NTFS volume has no data.');
  return { ...facts, kind: 'file', content: foreign === null ? data : unreadableSource(data.size, foreign) };
}

async function modifiedAt({ mft }: NodeContext, record: FileRecord): Promise<number> {
  const value = await mft.value(record, ATTRIBUTE.STANDARD_INFORMATION);
  const bytes = await value?.read(0, MODIFIED_AT + 8);
  if (bytes?.length !== MODIFIED_AT + 8) throw new DiskError('malformed', 'A file of the NTFS volume has no times.');
  return filetimeAt(bytes, MODIFIED_AT);
}

async function reparsePointOf({ mft }: NodeContext, record: FileRecord): Promise<ReparsePoint | null> {
  const value = await mft.value(record, ATTRIBUTE.REPARSE_POINT);
  return value === null ? null : parseReparsePoint(await value.read(0, MAX_REPARSE_DATA));
}
