/**
 * Gives back the memory of bytes that nobody looks at any more: else it is the sheer amount of it that makes the heap look
 * for garbage, again and again. What shares its memory with others, as in Node's pool, keeps it.
 */
export function giveBack({ buffer, length }: Buffer): void {
  if (length > 0 && buffer instanceof ArrayBuffer && buffer.byteLength === length) buffer.transfer(0);
}
