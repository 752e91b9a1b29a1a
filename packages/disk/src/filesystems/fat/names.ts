/** The upper half of code page 437, which DOS has when it was told nothing. */
const UPPER_HALF =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
/** A first byte of E5 would mean that the entry is deleted, so that it is written as 05. */
const ESCAPED_FIRST = { from: 0x05, to: 0xe5 } as const;
/** How Windows NT keeps a short name in small letters without a long one. */
const LOWER = { base: 0x08, extension: 0x10 } as const;
/** Where the characters of a piece of a long name lie in its record. */
const LONG_PIECES = [
  [1, 11],
  [14, 26],
  [28, 32],
] as const;

/** The 8.3 name of a directory record, with its dot. */
export function shortName(record: Buffer): string {
  const bytes = Buffer.from(record.subarray(0, 11));
  if (bytes[0] === ESCAPED_FIRST.from) bytes[0] = ESCAPED_FIRST.to;
  const flags = record.readUInt8(12);
  const base = cased(bytes.subarray(0, 8), (flags & LOWER.base) !== 0);
  const extension = cased(bytes.subarray(8), (flags & LOWER.extension) !== 0);
  return extension === '' ? base : `${base}.${extension}`;
}

function cased(bytes: Buffer, lower: boolean): string {
  const text = Array.from(bytes, (byte) => UPPER_HALF[byte - 0x80] ?? String.fromCharCode(byte))
    .join('')
    .trimEnd();
  return lower ? text.toLowerCase() : text;
}

/** What the records of a long name carry to show that they belong to a short one ("FAT32 File System Specification", ChkSum). */
export function shortNameChecksum(record: Buffer): number {
  return record.subarray(0, 11).reduce((sum, byte) => (((sum & 1) << 7) + (sum >>> 1) + byte) & 0xff, 0);
}

/** Thirteen UTF-16 units of a long name, in the order of the name. */
export function longNamePiece(record: Buffer): Buffer {
  return Buffer.concat(LONG_PIECES.map(([start, end]) => record.subarray(start, end)));
}
