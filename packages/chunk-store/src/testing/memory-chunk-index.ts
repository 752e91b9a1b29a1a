import type { ChunkId } from '../chunk-id.ts';
import { ChunkStoreError } from '../errors.ts';
import type {
  ChunkIndex,
  ChunkLocation,
  CollectionPlan,
  Lease,
  LeaseRequest,
  StoreUsage,
  SweepRange,
} from '../index/chunk-index.ts';
import type { StoredChunk } from '../index/chunk-location.ts';
import type { SealedPack } from '../index/pack-catalog.ts';
import type { Damage, DamagedChunk, QuarantinedChunk } from '../index/quarantine-index.ts';
import type { PackEntry } from '../packs/pack-entry.ts';
import type { PackId } from '../packs/pack-id.ts';

interface ChunkRow {
  readonly location: ChunkLocation;
  seen: number;
  mark: number;
}

interface QuarantineRow extends ChunkRow {
  readonly damage: Damage;
  readonly foundAt: number;
}

interface PackRow {
  state: 'open' | 'sealed';
  /** Id of the lease that may take it back. */
  lease: string | null;
  storedBytes: number;
}

interface ListRange {
  readonly after: ChunkId | null;
  readonly limit: number;
  readonly pack?: PackId;
}

/** A chunk index in memory, for tests: as slow as it is plain, and gone with the process. */
export class MemoryChunkIndex implements ChunkIndex {
  readonly #chunks = new Map<ChunkId, ChunkRow>();
  readonly #quarantine = new Map<ChunkId, QuarantineRow>();
  readonly #packs = new Map<PackId, PackRow>();
  readonly #leases = new Map<string, LeaseRequest & { readonly epoch: number; expiresAt: number }>();
  #clock = 0;

  async locate(ids: readonly ChunkId[]): Promise<Map<ChunkId, ChunkLocation>> {
    const found = new Map<ChunkId, ChunkLocation>();
    for (const id of ids) {
      const row = this.#chunks.get(id);
      if (row) found.set(id, row.location);
    }
    return found;
  }

  async findQuarantined(ids: readonly ChunkId[]): Promise<Set<ChunkId>> {
    return new Set(ids.filter((id) => this.#quarantine.has(id)));
  }

  async quarantine(chunks: readonly DamagedChunk[], foundAt: number): Promise<ChunkId[]> {
    return chunks.flatMap(({ id, location, damage }) => {
      const row = this.#chunks.get(id);
      if (row?.location.pack !== location.pack || row.location.offset !== location.offset) return [];
      this.#chunks.delete(id);
      this.#quarantine.set(id, { ...row, damage, foundAt });
      return [id];
    });
  }

  async listQuarantined({ after, limit, pack }: ListRange): Promise<QuarantinedChunk[]> {
    return [...this.#quarantine]
      .filter(([id, { location }]) => (after === null || id > after) && (pack ?? location.pack) === location.pack)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .slice(0, limit)
      .map(([id, { location, damage, foundAt }]) => ({ id, location, damage, foundAt }));
  }

  async countQuarantined(): Promise<number> {
    return this.#quarantine.size;
  }

  async sealedPacks({ after, limit }: { after: PackId | null; limit: number }): Promise<SealedPack[]> {
    return [...this.#packs]
      .filter(([pack, { state }]) => state === 'sealed' && (after === null || pack > after))
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .slice(0, limit)
      .map(([pack, { storedBytes }]) => ({ pack, storedBytes }));
  }

  async chunksIn(pack: PackId): Promise<StoredChunk[]> {
    return [...this.#chunks].flatMap(([id, { location }]) => (location.pack === pack ? [{ id, location }] : []));
  }

  async knownPacks(packs: readonly PackId[]): Promise<Set<PackId>> {
    return new Set(packs.filter((pack) => this.#packs.has(pack)));
  }

  async usage(): Promise<StoreUsage> {
    const sealed = [...this.#packs.values()].filter((pack) => pack.state === 'sealed');
    const storedBytes = sealed.reduce((sum, pack) => sum + pack.storedBytes, 0);
    return { packs: sealed.length, storedBytes, chunks: this.#chunks.size };
  }

  async openLease(request: LeaseRequest): Promise<Lease> {
    const collecting = [...this.#leases.values()].some(
      (lease) => lease.kind === 'collection' && lease.expiresAt > request.now,
    );
    if (request.kind === 'collection' && collecting) throw new ChunkStoreError('busy', 'a collection is running');
    const epoch = this.#tick();
    const id = `lease-${epoch}`;
    this.#leases.set(id, { ...request, epoch });
    return { id, epoch };
  }

  async renewLease(lease: Lease, expiresAt: number): Promise<boolean> {
    const row = this.#leases.get(lease.id);
    if (row) row.expiresAt = expiresAt;
    return row !== undefined;
  }

  async endLease(lease: Lease): Promise<void> {
    this.#end(lease.id);
  }

  async endLeases(
    which: { readonly owner: string; readonly except: readonly Lease[] } | { readonly expiredAt: number },
  ): Promise<number> {
    const kept = new Set('except' in which ? which.except.map((lease) => lease.id) : []);
    const ended = [...this.#leases].filter(([id, lease]) =>
      'owner' in which ? lease.owner === which.owner && !kept.has(id) : lease.expiresAt <= which.expiredAt,
    );
    for (const [id] of ended) this.#end(id);
    return ended.length;
  }

  async hold(lease: Lease, ids: readonly ChunkId[]): Promise<Set<ChunkId>> {
    this.#requireLease(lease);
    return new Set(ids.filter((id) => this.#hold(lease, id)));
  }

  async openPack(lease: Lease, pack: PackId): Promise<void> {
    this.#requireLease(lease);
    this.#packs.set(pack, { state: 'open', lease: lease.id, storedBytes: 0 });
  }

  async registerPack(lease: Lease, pack: PackId, storedBytes: number, entries: readonly PackEntry[]): Promise<number> {
    this.#requireLease(lease);
    const row = this.#packs.get(pack);
    if (!row) throw new ChunkStoreError('io', `pack ${pack} was never opened`);
    row.state = 'sealed';
    row.storedBytes = storedBytes;
    const fresh = entries.filter(({ id }) => !this.#hold(lease, id));
    const healed = fresh.filter(({ id }) => this.#quarantine.delete(id));
    if (healed.length > 0) row.lease = null;
    for (const { id, kind: _, ...place } of fresh) {
      this.#chunks.set(id, { location: { pack, ...place }, seen: lease.epoch, mark: 0 });
    }
    return fresh.length;
  }

  async takeBack(lease: Lease): Promise<PackId[]> {
    this.#requireLease(lease);
    const packs = [...this.#packs].filter(([, row]) => row.lease === lease.id).map(([pack]) => pack);
    for (const rows of [this.#chunks, this.#quarantine]) {
      for (const [id, { location }] of rows) if (packs.includes(location.pack)) rows.delete(id);
    }
    return packs;
  }

  async planCollection(lease: Lease): Promise<CollectionPlan> {
    this.#requireLease(lease);
    const dataMark = this.#tick();
    const epochs = [...this.#leases.values()].filter(({ kind }) => kind === 'ingest').map(({ epoch }) => epoch);
    return { dataMark, pageMark: this.#tick(), horizon: Math.min(dataMark, ...epochs) };
  }

  async mark(lease: Lease, ids: readonly ChunkId[], mark: number): Promise<ChunkId[]> {
    this.#requireLease(lease);
    return ids.filter((id) => {
      const row = this.#chunks.get(id) ?? this.#quarantine.get(id);
      if (!row || row.mark >= mark) return false;
      row.mark = mark;
      return this.#chunks.has(id);
    });
  }

  async sweep(lease: Lease, { after, limit, plan }: SweepRange): Promise<{ swept: number; next: ChunkId | null }> {
    this.#requireLease(lease);
    const later = [...this.#chunks.keys()].filter((id) => after === null || id > after).toSorted();
    const next = later.length > limit ? (later[limit - 1] ?? null) : null;
    let swept = 0;
    for (const rows of [this.#chunks, this.#quarantine]) {
      for (const [id, { mark, seen }] of rows) {
        const inRange = (after === null || id > after) && (next === null || id <= next);
        if (inRange && mark < plan.dataMark && seen < plan.horizon && rows.delete(id)) swept += 1;
      }
    }
    return { swept, next };
  }

  async deadPacks({ after, limit }: { after: PackId | null; limit: number }): Promise<PackId[]> {
    const needed = this.#packsWithChunks();
    const dead = [...this.#packs].filter(([pack, row]) =>
      row.state === 'sealed' ? !needed.has(pack) : row.lease === null || !this.#leases.has(row.lease),
    );
    const ids = dead.map(([pack]) => pack).toSorted();
    return ids.filter((pack) => after === null || pack > after).slice(0, limit);
  }

  async forgetPacks(packs: readonly PackId[]): Promise<void> {
    const needed = this.#packsWithChunks();
    for (const pack of packs) if (!needed.has(pack)) this.#packs.delete(pack);
  }

  #tick(): number {
    return (this.#clock += 1);
  }

  #end(id: string): void {
    this.#leases.delete(id);
    for (const pack of this.#packs.values()) if (pack.lease === id) pack.lease = null;
  }

  #hold(lease: Lease, id: ChunkId): boolean {
    const row = this.#chunks.get(id);
    if (!row) return false;
    row.seen = Math.max(row.seen, lease.epoch);
    const pack = this.#packs.get(row.location.pack);
    if (pack && pack.lease !== lease.id) pack.lease = null;
    return true;
  }

  #packsWithChunks(): Set<PackId> {
    return new Set([...this.#chunks.values(), ...this.#quarantine.values()].map(({ location }) => location.pack));
  }

  #requireLease(lease: Lease): void {
    if (!this.#leases.has(lease.id)) throw new ChunkStoreError('lease-lost', `lease ${lease.id} is not there any more`);
  }
}
