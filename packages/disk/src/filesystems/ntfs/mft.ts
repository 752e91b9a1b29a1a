import type { ByteSource } from '../../byte-source.ts';
import { DiskError } from '../../disk-error.ts';
import { bytesSource } from '../../sources/bytes-source.ts';
import { unreadableSource } from '../../sources/unreadable-source.ts';
import { readCopy } from '../read-exactly.ts';
import { ATTRIBUTE, type Attribute } from './attribute.ts';
import { MAX_ATTRIBUTE_LIST, parseAttributeList, type AttributeListEntry } from './attribute-list.ts';
import { compressedValueOf, valueOf } from './attribute-value.ts';
import { ExtentList } from './extent-list.ts';
import { parseFileRecord, type FileRecord } from './file-record.ts';
import { isSameReference, type FileReference } from './file-reference.ts';
import type { Volume } from './volume.ts';

/** Records of the system, in their places in the table (Linux-NTFS project, "Metadata files"). */
export const SYSTEM_RECORD = { MFT: 0, LOG_FILE: 2, VOLUME: 3, ROOT: 5, BITMAP: 6, UPCASE: 10 } as const;

/** The master file table: a record or more for each file, and where their attributes are. */
export class Mft {
  readonly volume: Volume;
  readonly #table: ByteSource;

  private constructor(volume: Volume, table: ByteSource) {
    this.volume = volume;
    this.#table = table;
  }

  /** Reads where the table itself is, which its first record says. @throws DiskError */
  static async open(volume: Volume): Promise<Mft> {
    const { mftOffset, recordSize, clusterSize } = volume.geometry;
    const record = await readCopy(volume.pages, mftOffset, recordSize, 'master file table of NTFS');
    const first = parseFileRecord(record, SYSTEM_RECORD.MFT);
    const data = first.attributes.find((attribute) => attribute.type === ATTRIBUTE.DATA && attribute.name === '');
    if (data === undefined || data.form.resident || data.form.firstVcn !== 0) {
      throw new DiskError('malformed', 'The master file table of the NTFS volume does not say where it is.');
    }
    const extents = new ExtentList();
    extents.append(data.form.extents);
    const mft = new Mft(volume, valueOf(volume.pages, clusterSize, extents, data.form.sizes));
    // The rest of the list lies in records that the pieces before it lead to.
    for (const entry of await mft.#listOf(first)) {
      if (entry.type !== ATTRIBUTE.DATA || entry.name !== '' || entry.firstVcn === 0) continue;
      const { form } = await mft.#piece(first, entry);
      if (!form.resident) extents.append(form.extents);
    }
    return mft;
  }

  /** The first record of a system file, whose sequence needs no proof. @throws DiskError */
  systemFile(number: number): Promise<FileRecord> {
    return this.#record(number);
  }

  /** The first record of a file. @throws DiskError `malformed` when the file is gone */
  async file(reference: FileReference): Promise<FileRecord> {
    const record = await this.#record(reference.number);
    if (!isSameReference(record.reference, reference) || record.base !== null) throw stale(reference.number);
    return record;
  }

  /**
   * The value of an attribute of a file, whatever records it is spread over; null when it has none. Reading one that is
   * encrypted rejects with `unsupported`.
   * @param source from where the clusters of the value are read. @throws DiskError
   */
  async value(
    file: FileRecord,
    type: number,
    { name = '', source = this.volume.pages }: { name?: string; source?: ByteSource } = {},
  ): Promise<ByteSource | null> {
    const pieces = this.#pieces(file, type, name);
    const first = (await pieces.next()).value;
    if (first === undefined) return null;
    if (first.form.resident) return bytesSource(first.form.value);
    if (first.encrypted) return unreadableSource(first.form.sizes.size, 'It is encrypted (EFS).');
    const extents = new ExtentList();
    extents.append(first.form.extents);
    for await (const { form } of pieces) if (!form.resident) extents.append(form.extents);
    const open = first.compressed ? compressedValueOf : valueOf;
    return open(source, this.volume.geometry.clusterSize, extents, first.form.sizes);
  }

  /** One at a time: a list may name so many that they are refused before the end. */
  async *#pieces(file: FileRecord, type: number, name: string): AsyncGenerator<Attribute, undefined> {
    const entries = await this.#listOf(file);
    if (entries.length === 0) {
      yield* file.attributes.filter((attribute) => attribute.type === type && attribute.name === name);
    }
    for (const entry of entries) {
      if (entry.type === type && entry.name === name) yield await this.#piece(file, entry);
    }
  }

  /** Empty for a file that needs none. */
  async #listOf(file: FileRecord): Promise<AttributeListEntry[]> {
    const list = file.attributes.find((attribute) => attribute.type === ATTRIBUTE.ATTRIBUTE_LIST);
    if (list === undefined) return [];
    if (list.form.resident) return parseAttributeList(list.form.value);
    const { pages, geometry } = this.volume;
    const extents = new ExtentList();
    extents.append(list.form.extents);
    const value = valueOf(pages, geometry.clusterSize, extents, list.form.sizes);
    if (value.size > MAX_ATTRIBUTE_LIST) {
      throw new DiskError('limit-exceeded', `A list of attributes of the NTFS volume has ${value.size} bytes.`);
    }
    return parseAttributeList(await value.read(0, value.size));
  }

  async #piece(file: FileRecord, entry: AttributeListEntry): Promise<Attribute> {
    const { number } = entry.record;
    const record = isSameReference(entry.record, file.reference) ? file : await this.#extensionOf(file, entry.record);
    const piece = record.attributes.find((attribute) => attribute.type === entry.type && attribute.id === entry.id);
    if (piece === undefined || piece.name !== entry.name) throw stale(number);
    return piece;
  }

  /** A further record of a file. */
  async #extensionOf(file: FileRecord, reference: FileReference): Promise<FileRecord> {
    const record = await this.#record(reference.number);
    const isOf = record.base !== null && isSameReference(record.base, file.reference);
    if (!isOf || !isSameReference(record.reference, reference)) throw stale(reference.number);
    return record;
  }

  async #record(number: number): Promise<FileRecord> {
    const { recordSize } = this.volume.geometry;
    if ((number + 1) * recordSize > this.#table.size) throw stale(number);
    return parseFileRecord(await this.#table.read(number * recordSize, recordSize), number);
  }
}

function stale(number: number): DiskError {
  return new DiskError('malformed', `Record ${number} of the NTFS volume is not what it is referred to as.`);
}
