/** Blocks are protected in such steps, whatever the size of a sector. */
const STRIDE = 512;
const WORD = 2;

/**
 * Puts back the last two bytes of every 512 of a block: on disk they hold a number that tells a torn write (Linux-NTFS
 * project, "Fixup"). @param block changed in place. @param signature what it begins with, such as `FILE`.
 * @returns false when it is no such block, or was not written as a whole
 */
export function applyFixups(block: Buffer, signature: string): boolean {
  if (block.toString('latin1', 0, signature.length) !== signature) return false;
  const at = block.readUInt16LE(4);
  const strides = block.length / STRIDE;
  if (block.readUInt16LE(6) !== strides + 1 || at + (strides + 1) * WORD > STRIDE - WORD) return false;
  for (let stride = 1; stride <= strides; stride++) {
    const end = stride * STRIDE - WORD;
    if (block.readUInt16LE(end) !== block.readUInt16LE(at)) return false;
    block.copy(block, end, at + stride * WORD, at + (stride + 1) * WORD);
  }
  return true;
}
