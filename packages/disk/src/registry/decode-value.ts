import type { HiveValue } from './hive.ts';

/** Types of values ([MS-RRP] 3.1.1.5). */
const REG = { SZ: 1, EXPAND_SZ: 2, DWORD: 4, DWORD_BIG_ENDIAN: 5, MULTI_SZ: 7, QWORD: 11 } as const;

/** A value by its type. @param bytes kept, not copied */
export function decodeValue(name: string, type: number, bytes: Buffer): HiveValue {
  if (type === REG.SZ) return { name, type: 'sz', data: stringOf(bytes) };
  if (type === REG.EXPAND_SZ) return { name, type: 'expand-sz', data: stringOf(bytes) };
  if (type === REG.MULTI_SZ) return { name, type: 'multi-sz', data: stringsOf(bytes) };
  if (type === REG.DWORD && bytes.length === 4) return { name, type: 'dword', data: bytes.readUInt32LE() };
  if (type === REG.DWORD_BIG_ENDIAN && bytes.length === 4) return { name, type: 'dword', data: bytes.readUInt32BE() };
  if (type === REG.QWORD && bytes.length === 8) return { name, type: 'qword', data: bytes.readBigUInt64LE() };
  return { name, type: 'binary', data: bytes };
}

/** Up to the first NUL; data without one are common. */
function stringOf(bytes: Buffer): string {
  const text = bytes.toString('utf16le');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** Each ends with a NUL, and all of them with an empty one. */
function stringsOf(bytes: Buffer): string[] {
  const strings = bytes.toString('utf16le').split('\0');
  const end = strings.indexOf('');
  return end < 0 ? strings : strings.slice(0, end);
}
