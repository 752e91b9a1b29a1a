import type { DiskNaming } from '@ingot/chunk-store';
import { inTurn } from '../in-turn.ts';
import type { StoredArtefact } from '../pools/pool-storage.ts';
import type { FilePiece } from './file-pieces.ts';

/** Who is given what is in a file, in its order. */
export interface FileJudge {
  /** What the disk holds. */
  readonly naming: Pick<DiskNaming, 'write' | 'writeFile'>;
  /** All else. @param at in the file, in bytes. @throws where it is not what it should be. */
  readonly other: (at: number, bytes: Buffer) => Promise<void>;
  /** @param to how far it was given, in bytes. */
  readonly advance: (to: number) => void;
}

/** Given to threads between two words of progress, in bytes: whole chunks. */
const STEP = 16 * 1024 * 1024;

/**
 * Reads all of a file once, from its beginning to its end. What its disk holds threads read by themselves where they can.
 *
 * @param pieces of the whole file. @throws what the judge throws, or reading; the signal's reason.
 */
export function readBack(
  file: StoredArtefact,
  pieces: AsyncIterator<FilePiece>,
  judge: FileJudge,
  signal: AbortSignal,
): Promise<void> {
  return file.descriptor === null
    ? readThrough(file, pieces, judge, signal)
    : readByThreads(file, file.descriptor, pieces, judge, signal);
}

/** All bytes come by here. */
async function readThrough(
  file: StoredArtefact,
  pieces: AsyncIterator<FilePiece>,
  { naming, other, advance }: FileJudge,
  signal: AbortSignal,
): Promise<void> {
  let at = 0;
  let piece = await pieces.next();
  const take = async (bytes: Buffer): Promise<void> => {
    for (let done = 0; done < bytes.length && piece.done !== true;) {
      const { kind, offset, length } = piece.value;
      const part = bytes.subarray(done, done + offset + length - at);
      if (kind === 'disk') await naming.write(piece.value.start + at - offset, part);
      else await other(at, part);
      at += part.length;
      done += part.length;
      if (at === offset + length) piece = await pieces.next();
    }
    advance(at);
  };
  const takeAll = async (all: readonly Buffer[]): Promise<void> => {
    for (const bytes of all) await take(bytes);
  };
  await file.read(0, file.size, inTurn(takeAll), signal);
}

async function readByThreads(
  file: StoredArtefact,
  descriptor: number,
  pieces: AsyncIterator<FilePiece>,
  { naming, other, advance }: FileJudge,
  signal: AbortSignal,
): Promise<void> {
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    const piece = next.value;
    const { offset } = piece;
    const end = offset + piece.length;
    if (piece.kind === 'disk') {
      for (let at = offset; at < end;) {
        const start = piece.start + at - offset;
        const length = Math.min(STEP - (start % STEP), end - at);
        await naming.writeFile(start, { file: descriptor, offset: at, length });
        advance((at += length));
      }
    } else {
      let at = offset;
      const take = async (all: readonly Buffer[]): Promise<void> => {
        for (const bytes of all) {
          await other(at, bytes);
          advance((at += bytes.length));
        }
      };
      await file.read(offset, piece.length, inTurn(take), signal);
    }
  }
}
