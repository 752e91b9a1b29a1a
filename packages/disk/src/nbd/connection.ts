import { once } from 'node:events';
import type { Socket } from 'node:net';
import { channelOver, type Channel } from './channel.ts';
import { ConnectionClosed } from './incoming.ts';
import { ProtocolViolation } from './protocol-violation.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { negotiate, type Agreement, type Negotiating } from './negotiation.ts';
import { transmit } from './transmission.ts';

/** What the last replies have to be taken in, in milliseconds. */
const FAREWELL = 5000;

interface Serving extends Omit<Negotiating, 'signal'> {
  readonly budget: MemoryBudget;
  readonly limits: { readonly negotiation: number; readonly stall: number };
  readonly onFailure?: (error: unknown, name: string | null) => void;
}

/** One client, from the first byte to the last. */
export class Connection {
  readonly #serving: Serving;
  readonly #socket: Socket;
  readonly #gone = new AbortController();
  readonly #closed: Promise<unknown>;
  #channel: Channel;
  #name: string | null = null;

  constructor(socket: Socket, serving: Serving) {
    this.#serving = serving;
    this.#socket = socket;
    this.#channel = channelOver(socket, false);
    socket.once('close', () => this.#abort());
    this.#closed = once(this.#gone.signal, 'abort');
  }

  /** Resolves when the connection has closed and nothing of it is under way. */
  async serve(): Promise<void> {
    try {
      const agreement = await this.#negotiate();
      if (agreement) await this.#transmit(agreement);
      this.#channel.socket.destroySoon();
    } catch (error) {
      this.#cut();
      if (!(error instanceof ConnectionClosed)) this.#serving.onFailure?.(error, this.#name);
    }
    await this.#closedWithin(FAREWELL);
  }

  /** Takes no more requests. Resolves when the connection has closed. */
  async end(): Promise<void> {
    this.#channel.incoming.stop();
    await this.#closedWithin(FAREWELL);
  }

  async #negotiate(): Promise<Agreement | null> {
    const deadline = setTimeout(
      () => this.#cutFor('the client came to no agreement'),
      this.#serving.limits.negotiation,
    );
    try {
      return await negotiate(this.#channel, { ...this.#serving, signal: this.#gone.signal });
    } finally {
      clearTimeout(deadline);
    }
  }

  async #transmit(agreement: Agreement): Promise<void> {
    const { channel, disk, name } = agreement;
    this.#channel = channel;
    this.#name = name;
    const { incoming, outgoing, socket } = channel;
    socket.setTimeout(this.#serving.limits.stall, () => {
      if (incoming.isExpecting) this.#cutFor('the client did not go on with what it had begun');
      else if (outgoing.waiting > 0) this.#cutFor('the client took nothing of what it had asked for');
    });
    try {
      await transmit(agreement, {
        budget: this.#serving.budget,
        gone: this.#gone.signal,
        failed: (error) => this.#serving.onFailure?.(error, name),
        cut: () => this.#cut(),
      });
    } finally {
      await disk.close?.();
    }
  }

  async #closedWithin(milliseconds: number): Promise<void> {
    const deadline = setTimeout(() => this.#cut(), milliseconds);
    await this.#closed;
    clearTimeout(deadline);
  }

  #cutFor(reason: string): void {
    this.#serving.onFailure?.(new ProtocolViolation(reason), this.#name);
    this.#cut();
  }

  #cut(): void {
    this.#abort();
    this.#channel.socket.destroy();
    this.#socket.destroy();
  }

  #abort(): void {
    this.#gone.abort(new ConnectionClosed('the connection has been closed'));
  }
}
