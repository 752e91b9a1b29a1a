const TWO_32 = 2 ** 32;

/** A record of the master file table, and how often it had been used again when it was referred to. */
export interface FileReference {
  readonly number: number;
  readonly sequence: number;
}

/** 48 bits of a number and 16 of a sequence (Linux-NTFS project, "File Reference"). */
export function parseReference(bytes: Buffer, offset: number): FileReference {
  return {
    number: bytes.readUInt16LE(offset + 4) * TWO_32 + bytes.readUInt32LE(offset),
    sequence: bytes.readUInt16LE(offset + 6),
  };
}

export function isSameReference(a: FileReference, b: FileReference): boolean {
  return a.number === b.number && a.sequence === b.sequence;
}
