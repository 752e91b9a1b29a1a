import { ChunkStoreError } from '../errors.ts';
import type { ChunkIndex, Lease, LeaseKind } from './chunk-index.ts';

/** Milliseconds since the epoch; the same time in every process that uses the store. */
export interface StoreClock {
  now(): number;
}

/** A lease that is renewed until it is ended. */
export interface HeldLease extends Lease {
  /** Fires when the lease is found to be gone, or could not be renewed until it ran out. */
  readonly lost: AbortSignal;
  /** Ends it; again is nothing. */
  end(): Promise<void>;
}

interface Renewal {
  expiresAt: number;
  readonly lost: AbortController;
}

/** Opens leases and renews them, with one timer for all that runs only while there are any. */
export class LeaseKeeper {
  readonly #index: ChunkIndex;
  readonly #owner: string;
  readonly #duration: number;
  readonly #clock: StoreClock;
  readonly #held = new Map<Lease, Renewal>();
  #timer: NodeJS.Timeout | null = null;

  /** @param duration of a lease that is not renewed, in milliseconds. */
  constructor(index: ChunkIndex, owner: string, duration: number, clock: StoreClock) {
    this.#clock = clock;
    this.#index = index;
    this.#owner = owner;
    this.#duration = duration;
  }

  /** The leases that are held now. */
  get held(): readonly Lease[] {
    return [...this.#held.keys()];
  }

  async open(kind: LeaseKind): Promise<HeldLease> {
    const now = this.#clock.now();
    const expiresAt = now + this.#duration;
    const lease = await this.#index.openLease({ kind, owner: this.#owner, now, expiresAt });
    const lost = new AbortController();
    this.#held.set(lease, { expiresAt, lost });
    this.#timer ??= setInterval(() => void this.#renewAll(), this.#duration / 3).unref();
    return {
      ...lease,
      lost: lost.signal,
      end: async () => {
        this.#drop(lease);
        await this.#index.endLease(lease);
      },
    };
  }

  /** Ends those of processes that gave no sign of life for too long. */
  async endExpired(): Promise<void> {
    await this.#index.endLeases({ expiredAt: this.#clock.now() });
  }

  /** Stops renewing, without ending anything. */
  close(): void {
    for (const lease of this.held) this.#drop(lease);
  }

  async #renewAll(): Promise<void> {
    for (const [lease, renewal] of this.#held) {
      if (await this.#renew(lease, renewal)) continue;
      this.#drop(lease);
      renewal.lost.abort(new ChunkStoreError('lease-lost', 'the lease has run out or was ended by somebody else'));
    }
  }

  /** An index that cannot be asked is asked again at the next beat, as long as the lease runs. */
  async #renew(lease: Lease, renewal: Renewal): Promise<boolean> {
    const expiresAt = this.#clock.now() + this.#duration;
    try {
      const renewed = await this.#index.renewLease(lease, expiresAt);
      renewal.expiresAt = expiresAt;
      return renewed || !this.#held.has(lease);
    } catch {
      return this.#clock.now() < renewal.expiresAt;
    }
  }

  #drop(lease: Lease): void {
    this.#held.delete(lease);
    if (this.#held.size > 0 || !this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }
}
