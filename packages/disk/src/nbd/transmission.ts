import { BufferPool } from './buffer-pool.ts';
import { ConnectionClosed } from './incoming.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { Agreement } from './negotiation.ts';
import { REQUEST_LENGTH } from './protocol.ts';
import { answer, type Answerable } from './answer.ts';
import { decodeRequest } from './request.ts';

/** Requests of a connection under way at a time; more wait in the socket. */
const MAX_REQUESTS = 64;
/** The data of a write are handed on in aligned pieces of this size, in bytes; a read has two such on their way. */
const PIECE = 256 * 1024;

const pieces = new BufferPool(PIECE, 64);

/** What a transmission shares with the others, and whom it tells. */
export interface Surroundings {
  readonly budget: MemoryBudget;
  /** Aborts with ConnectionClosed. */
  readonly gone: AbortSignal;
  /** Told of every failure of the export. */
  readonly failed: (error: unknown) => void;
  /** Ends the connection at once. */
  readonly cut: () => void;
}

/**
 * Carries out requests until the client disconnects ("Transmission"), several at a time; the replies come in whatever
 * order they are ready. When it settles nothing is under way any more.
 *
 * @throws ProtocolViolation
 */
export async function transmit(agreement: Agreement, surroundings: Surroundings): Promise<void> {
  await new Transmission(agreement, surroundings).run();
}

class Transmission {
  readonly #agreement: Agreement;
  readonly #surroundings: Surroundings;
  #underWay = 0;

  constructor(agreement: Agreement, surroundings: Surroundings) {
    this.#agreement = agreement;
    this.#surroundings = surroundings;
  }

  async run(): Promise<void> {
    const { incoming } = this.#agreement.channel;
    const { gone } = this.#surroundings;
    const { structured, allocation } = this.#agreement;
    const { size, readOnly } = this.#agreement.disk;
    const terms = { size, readOnly, structured, allocation };
    try {
      for (;;) {
        const header = incoming.take(REQUEST_LENGTH) ?? (await incoming.read(REQUEST_LENGTH));
        // What came before the end is of no use to anybody after it.
        gone.throwIfAborted();
        const request = decodeRequest(header, terms);
        if (request.kind === 'disconnect') return;
        await this.#begin(request);
      }
    } catch (error) {
      // Between two requests it is no fault, and in the middle of one there is nobody left to tell.
      if (!(error instanceof ConnectionClosed)) throw error;
    } finally {
      while (this.#underWay > 0) await this.#surroundings.budget.changed();
    }
  }

  /** Resolves when the next request can be read. */
  async #begin(request: Answerable): Promise<void> {
    if (request.kind === 'refused') await this.#agreement.channel.incoming.skip(request.payload);
    const written = request.kind === 'write' ? await this.#receive(request) : [];
    const cost = request.kind === 'read' ? Math.min(request.length, 2 * PIECE) : 0;
    if (!this.#tryEnter(cost)) await this.#enter(cost);
    void answer(request, { ...this.#surroundings, agreement: this.#agreement, written }).finally(() =>
      this.#leave(cost),
    );
  }

  /** Takes the data of a write and hands them on. @returns what becomes of the pieces. @throws ConnectionClosed */
  async #receive({ offset, length }: Answerable & { readonly kind: 'write' }): Promise<Promise<void>[]> {
    const { disk, channel } = this.#agreement;
    const written: Promise<void>[] = [];
    for (let at = offset; at < offset + length && !disk.readOnly;) {
      const part = Math.min(PIECE - (at % PIECE), offset + length - at);
      await this.#enter(part);
      const buffer = pieces.take();
      const free = (): void => {
        pieces.giveBack(buffer);
        this.#leave(part);
      };
      const bytes = buffer.subarray(0, part);
      try {
        await channel.incoming.readInto(bytes);
      } catch (error) {
        free();
        throw error;
      }
      const writing = disk.write(at, bytes).finally(free);
      // Met when the write is answered; until then it is not an unhandled one.
      writing.catch(() => undefined);
      written.push(writing);
      at += part;
    }
    return written;
  }

  #tryEnter(cost: number): boolean {
    if (this.#underWay >= MAX_REQUESTS) return false;
    if (!this.#surroundings.budget.tryTake(cost, this.#underWay === 0)) return false;
    this.#underWay += 1;
    return true;
  }

  async #enter(cost: number): Promise<void> {
    while (!this.#tryEnter(cost)) await this.#surroundings.budget.changed();
  }

  #leave(cost: number): void {
    this.#underWay -= 1;
    this.#surroundings.budget.giveBack(cost);
  }
}
