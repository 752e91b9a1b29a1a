import { CHUNK_SIZE, type Assembly, type ChunkStore, type StoredTree } from '@ingot/chunk-store';
import type { FileOutput } from '@ingot/disk';

/**
 * Stores a file that a writer makes from its beginning to its end, and whose first bytes the writer knows last.
 *
 * The tree is put together twice: what comes after the first chunk goes into the store while it comes, and is joined with the
 * first one by its ids. Neither is a content that somebody would look for after the loss of the database.
 *
 * @param write gives the file to its output, and resolves to what is to be put at the very beginning.
 * @returns the tree, held by its lease. @throws what `write` throws, ChunkStoreError, the signal's reason.
 */
export async function storeArtefact(
  chunks: Pick<ChunkStore, 'assemble' | 'open'>,
  write: (output: FileOutput) => Promise<Buffer>,
  signal: AbortSignal,
): Promise<StoredTree> {
  const rest = await chunks.assemble({ signal });
  try {
    const file = new ChunkedFile(rest);
    const beginning = await write((bytes) => file.append(bytes));
    const first = await file.end();
    beginning.copy(first);
    const stored = await rest.finish('page');
    return await join(chunks, first, stored, signal);
  } finally {
    // After the joined tree holds its chunks this only releases them.
    await rest.abort();
  }
}

/** Cuts bytes into chunks, of which the first is kept back and stands as zeros. */
class ChunkedFile {
  readonly #assembly: Assembly;
  #chunk = Buffer.alloc(CHUNK_SIZE);
  #filled = 0;
  #first: Buffer | null = null;

  constructor(assembly: Assembly) {
    this.#assembly = assembly;
  }

  async append(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      const taken = bytes.copy(this.#chunk, this.#filled, at);
      at += taken;
      this.#filled += taken;
      if (this.#filled === CHUNK_SIZE) await this.#pass();
    }
  }

  /** @returns the first chunk. */
  async end(): Promise<Buffer> {
    if (this.#filled > 0) await this.#pass();
    return this.#first ?? Buffer.alloc(0);
  }

  async #pass(): Promise<void> {
    const bytes = this.#chunk.subarray(0, this.#filled);
    this.#filled = 0;
    if (!this.#first) {
      this.#first = Buffer.from(bytes);
      await this.#assembly.zeros(bytes.length);
    } else await this.#assembly.put(bytes);
  }
}

async function join(
  chunks: Pick<ChunkStore, 'assemble' | 'open'>,
  first: Buffer,
  stored: StoredTree,
  signal: AbortSignal,
): Promise<StoredTree> {
  const whole = await chunks.assemble({ signal });
  try {
    await whole.put(first);
    const reader = await chunks.open(stored.root);
    for await (const run of reader.runs({ offset: first.length, length: stored.size - first.length })) {
      if (run.kind === 'zero') await whole.zeros(run.length);
      else {
        const last = run.ids.length - 1;
        await whole.reuse(
          run.ids.map((id, index) => ({ id, length: index < last ? CHUNK_SIZE : run.length - last * CHUNK_SIZE })),
        );
      }
    }
    return await whole.finish('page');
  } catch (error) {
    await whole.abort();
    throw error;
  }
}
