const NEWLINE = 0x0a;
const FIRST_ROOM = 4096;

/** A line without its end; null for one that was too long, of which nothing is kept. */
export type Line = Buffer | null;

/**
 * Splits a stream into lines. What follows the last end of a line is none.
 *
 * @param longest in bytes; no more than that and one part of the stream is held, in however small pieces it comes.
 */
export async function* splitLines(parts: AsyncIterable<Buffer>, longest: number): AsyncGenerator<Line> {
  let room = Buffer.allocUnsafe(Math.min(FIRST_ROOM, longest));
  let length = 0;
  const take = (piece: Buffer): void => {
    const end = length + piece.length;
    if (end <= longest) {
      if (end > room.length) {
        const larger = Buffer.allocUnsafe(Math.min(longest, Math.max(end, 2 * room.length)));
        room.copy(larger, 0, 0, length);
        room = larger;
      }
      piece.copy(room, length);
    }
    // Once over the bound it stays there, whatever is added.
    length = end;
  };
  for await (const part of parts) {
    let from = 0;
    for (let end = part.indexOf(NEWLINE); end !== -1; end = part.indexOf(NEWLINE, from)) {
      take(part.subarray(from, end));
      yield length > longest ? null : Buffer.from(room.subarray(0, length));
      length = 0;
      from = end + 1;
    }
    take(part.subarray(from));
  }
}
