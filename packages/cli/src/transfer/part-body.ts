import { encodeInstruction } from '@ingot/chunk-store/wire';
import type { NamedFile } from './named-file.ts';
import type { PlannedRun } from './part-plan.ts';
import type { ChunkRun } from './remote-tree.ts';

/** Chunks that are packed in one go. */
const TOGETHER = 4;
/** Times as many are packed while the first ones go out. */
const AHEAD = 4;

/**
 * The body of a part: its runs as instructions.
 *
 * @param took told of every piece of the file once it is in the body, or left out of it.
 */
export async function* partBody(
  file: NamedFile,
  runs: readonly PlannedRun[],
  took: (run: ChunkRun) => void,
): AsyncGenerator<Buffer> {
  const ahead: { readonly run: ChunkRun; readonly bytes: Promise<Buffer> }[] = [];
  const pieces = piecesOf(runs);
  for (;;) {
    while (ahead.length < AHEAD) {
      const run = pieces.next().value;
      if (!run) break;
      const bytes = instructions(file, run);
      // Met in its turn; until then it is not an unhandled failure.
      bytes.catch(() => undefined);
      ahead.push({ run, bytes });
    }
    const next = ahead.shift();
    if (!next) return;
    yield await next.bytes;
    took(next.run);
  }
}

async function instructions(file: NamedFile, run: PlannedRun): Promise<Buffer> {
  switch (run.kind) {
    case 'new':
      return file.pack(run);
    case 'zeros':
      return Buffer.concat(encodeInstruction({ kind: 'zeros', count: run.count }));
    case 'copy': {
      const { source, from, count } = run;
      return Buffer.concat(encodeInstruction({ kind: 'copy', source, first: from, count }));
    }
  }
}

/** The same runs, new chunks a few at a time. */
function* piecesOf(runs: readonly PlannedRun[]): Generator<PlannedRun, null> {
  for (const run of runs) {
    if (run.kind !== 'new') yield run;
    else {
      for (let done = 0; done < run.count; done += TOGETHER) {
        yield { ...run, first: run.first + done, count: Math.min(TOGETHER, run.count - done) };
      }
    }
  }
  return null;
}
