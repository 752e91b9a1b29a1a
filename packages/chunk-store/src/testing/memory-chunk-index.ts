import type { ChunkId } from '../chunk-id.ts';
import { ChunkStoreError } from '../errors.ts';
import type {
  ChunkIndex,
  ChunkLocation,
  Amount,
  CollectionPlan,
  DeadPack,
  Lease,
  LeaseRequest,
  MarkedChunk,
  PackMove,
  PackUsage,
  RunningIngests,
  StoreUsage,
  SweepRange,
  SweptRange,
} from '../index/chunk-index.ts';
import type { StoredChunk } from '../index/chunk-location.ts';
import type { SealedPack } from '../index/pack-catalog.ts';
import type { Damage, DamagedChunk, QuarantinedChunk } from '../index/quarantine-index.ts';
import type { PackEntry } from '../packs/pack-entry.ts';
import type { PackId } from '../packs/pack-id.ts';
import type { TreeRoot } from '../tree/tree-root.ts';

interface ChunkRow {
  location: ChunkLocation;
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
  readonly number: number;
  epoch: number;
  level: number;
  usedAt: number;
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
  readonly #heldTrees: { readonly root: TreeRoot; readonly lease: string; readonly born: number }[] = [];
  #clock = 0;

  async locate(ids: readonly ChunkId[]): Promise<Map<ChunkId, ChunkLocation>> {
    const found = new Map<ChunkId, ChunkLocation>();
    for (const id of ids) {
      const row = this.#chunks.get(id);
      if (row) found.set(id, row.location);
    }
    return found;
  }

  async findAbsent(ids: readonly ChunkId[]): Promise<ChunkId | null> {
    return ids.find((id) => !this.#chunks.has(id)) ?? null;
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
    const places = [...this.#chunks.values()].map(({ location }) => location);
    return {
      packs: sealed.length,
      storedBytes,
      chunks: places.length,
      liveBytes: amountOf(places).bytes,
      plainBytes: places.reduce((sum, { plainLength }) => sum + plainLength, 0),
    };
  }

  async openLease(request: LeaseRequest): Promise<Lease> {
    const others = [...this.#leases.values()].some(
      (lease) => lease.kind === request.kind && lease.expiresAt > request.now,
    );
    if (request.kind !== 'ingest' && others) throw new ChunkStoreError('busy', `another ${request.kind} is running`);
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

  async holdTree(lease: Lease, root: TreeRoot): Promise<boolean> {
    this.#requireLease(lease);
    const row = this.#chunks.get(root);
    if (!row) return false;
    const born = this.#packs.get(row.location.pack)?.epoch ?? 0;
    this.#heldTrees.push({ root, lease: lease.id, born });
    return true;
  }

  async openPack(lease: Lease, pack: PackId): Promise<void> {
    this.#requireLease(lease);
    this.#packs.set(pack, {
      state: 'open',
      lease: lease.id,
      storedBytes: 0,
      number: this.#tick(),
      epoch: 0,
      level: 0,
      usedAt: Date.now(),
    });
  }

  async registerPack(lease: Lease, pack: PackId, storedBytes: number, entries: readonly PackEntry[]): Promise<number> {
    this.#requireLease(lease);
    const row = this.#packs.get(pack);
    if (!row) throw new ChunkStoreError('io', `pack ${pack} was never opened`);
    row.state = 'sealed';
    row.storedBytes = storedBytes;
    const held = this.#heldTrees.filter((tree) => tree.lease === lease.id);
    row.epoch = Math.min(lease.epoch, ...held.map(({ born }) => born));
    const fresh = entries.filter(({ id }) => !this.#hold(lease, id));
    const healed = fresh.filter(({ id }) => this.#quarantine.delete(id));
    // What was healed may be a page, and what lies under that was not held.
    if (healed.length > 0) [row.lease, row.epoch] = [null, 0];
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

  async hasSealed(pack: PackId): Promise<boolean> {
    return this.#packs.get(pack)?.state === 'sealed';
  }

  async adoptPack(lease: Lease, pack: PackId, storedBytes: number, entries: readonly PackEntry[]): Promise<boolean> {
    this.#requireLease(lease);
    if (this.#packs.get(pack)?.state === 'sealed') return false;
    await this.openPack(lease, pack);
    await this.registerPack(lease, pack, storedBytes, entries);
    const row = this.#packs.get(pack);
    if (row) [row.lease, row.epoch] = [null, 0];
    return true;
  }

  async forgetLostPack(pack: PackId): Promise<number> {
    this.#packs.delete(pack);
    let forgotten = 0;
    for (const rows of [this.#chunks, this.#quarantine]) {
      for (const [id, { location }] of rows) if (location.pack === pack && rows.delete(id)) forgotten += 1;
    }
    return forgotten;
  }

  async planCollection(lease: Lease): Promise<CollectionPlan> {
    this.#requireLease(lease);
    const held = this.#heldTrees.splice(0).filter((tree) => this.#leases.has(tree.lease));
    this.#heldTrees.push(...held);
    const dataMark = this.#tick();
    const epochs = [...this.#leases.values()].filter(({ kind }) => kind === 'ingest').map(({ epoch }) => epoch);
    return { dataMark, pageMark: this.#tick(), horizon: Math.min(dataMark, ...epochs) };
  }

  async heldTrees({ after, limit }: { after: TreeRoot | null; limit: number }): Promise<readonly TreeRoot[]> {
    const roots = [...new Set(this.#heldTrees.map(({ root }) => root))].toSorted();
    return roots.filter((root) => after === null || root > after).slice(0, limit);
  }

  async runningIngests(): Promise<RunningIngests> {
    const leases = [...this.#leases.values()].filter(({ kind }) => kind === 'ingest');
    const ends = leases.map(({ expiresAt }) => expiresAt);
    return { count: leases.length, until: ends.length === 0 ? null : Math.max(...ends) };
  }

  async mark(lease: Lease, ids: readonly ChunkId[], mark: number): Promise<readonly MarkedChunk[]> {
    this.#requireLease(lease);
    return ids.flatMap((id) => {
      const row = this.#chunks.get(id) ?? this.#quarantine.get(id);
      if (!row || row.mark >= mark) return [];
      row.mark = mark;
      return this.#chunks.has(id) ? [{ id, storedLength: row.location.storedLength }] : [];
    });
  }

  async bornAt(pages: readonly ChunkId[]): Promise<number> {
    const epochs = pages.map((id) => {
      const row = this.#chunks.get(id) ?? this.#quarantine.get(id);
      return row ? (this.#packs.get(row.location.pack)?.epoch ?? 0) : 0;
    });
    return Math.min(...epochs);
  }

  async sweep(lease: Lease, { after, limit, plan, dryRun }: SweepRange): Promise<SweptRange> {
    this.#requireLease(lease);
    const later = [...this.#chunks.keys()].filter((id) => after === null || id > after).toSorted();
    const next = later.length > limit ? (later[limit - 1] ?? null) : null;
    const swept: ChunkLocation[] = [];
    const held: ChunkLocation[] = [];
    for (const rows of [this.#chunks, this.#quarantine]) {
      for (const [id, { mark, seen, location }] of rows) {
        const inRange = (after === null || id > after) && (next === null || id <= next);
        if (!inRange || mark >= plan.dataMark) continue;
        if (seen < plan.horizon) swept.push(location);
        else held.push(location);
        if (seen < plan.horizon && !dryRun) rows.delete(id);
      }
    }
    return { swept: amountOf(swept), held: amountOf(held), next };
  }

  async deadPacks({ after, limit }: { after: PackId | null; limit: number }): Promise<readonly DeadPack[]> {
    const needed = this.#packsWithChunks();
    const dead = [...this.#packs].filter(([pack, row]) =>
      row.state === 'sealed' ? !needed.has(pack) : row.lease === null || !this.#leases.has(row.lease),
    );
    return dead
      .map(([pack, { storedBytes }]) => ({ pack, storedBytes }))
      .filter(({ pack }) => after === null || pack > after)
      .toSorted((one, other) => (one.pack < other.pack ? -1 : 1))
      .slice(0, limit);
  }

  async forgetPacks(packs: readonly PackId[]): Promise<void> {
    const needed = this.#packsWithChunks();
    for (const pack of packs) if (!needed.has(pack)) this.#packs.delete(pack);
  }

  async packUsage({ after, limit }: { after: number; limit: number }): Promise<readonly PackUsage[]> {
    const rows = [...this.#packs].filter(
      ([, row]) => row.state === 'sealed' && row.lease === null && row.number > after,
    );
    return rows
      .toSorted(([, one], [, other]) => one.number - other.number)
      .slice(0, limit)
      .map(([pack, { number, storedBytes, level, usedAt }]) => {
        const live = amountOf(this.#placesIn(pack));
        return { pack, number, storedBytes, live, level, usedAt };
      });
  }

  async movePack(lease: Lease, move: PackMove): Promise<{ moved: Amount; emptied: readonly DeadPack[] }> {
    this.#requireLease(lease);
    const row = this.#packs.get(move.pack);
    if (row?.lease !== lease.id) throw new ChunkStoreError('io', `pack ${move.pack} is not one of this compaction`);
    const sources = move.from.flatMap((pack) => {
      const source = this.#packs.get(pack);
      return source ? [{ pack, source }] : [];
    });
    const moved: ChunkLocation[] = [];
    for (const { id, kind: _, ...place } of move.entries) {
      const chunk = this.#chunks.get(id);
      if (!chunk || !move.from.includes(chunk.location.pack)) continue;
      chunk.location = { pack: move.pack, ...place };
      moved.push(chunk.location);
    }
    row.state = 'sealed';
    row.lease = null;
    row.storedBytes = move.storedBytes;
    row.level = move.level;
    // There may be none left: then there is nothing to move either.
    row.epoch = sources.length === 0 ? 0 : Math.min(...sources.map(({ source }) => source.epoch));
    row.usedAt = Math.max(0, ...sources.map(({ source }) => source.usedAt));
    const needed = this.#packsWithChunks();
    const emptied = sources.filter(({ pack }) => !needed.has(pack));
    return {
      moved: amountOf(moved),
      emptied: emptied.map(({ pack, source }) => ({ pack, storedBytes: source.storedBytes })),
    };
  }

  async notePackLevel(lease: Lease, packs: readonly PackId[], level: number): Promise<void> {
    this.#requireLease(lease);
    for (const pack of packs) {
      const row = this.#packs.get(pack);
      if (row) row.level = level;
    }
  }

  async notePackReads(packs: readonly PackId[], at: number): Promise<void> {
    for (const pack of packs) {
      const row = this.#packs.get(pack);
      if (row) row.usedAt = Math.max(row.usedAt, at);
    }
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

  #placesIn(pack: PackId): ChunkLocation[] {
    return [...this.#chunks.values()].flatMap(({ location }) => (location.pack === pack ? [location] : []));
  }

  #packsWithChunks(): Set<PackId> {
    return new Set([...this.#chunks.values(), ...this.#quarantine.values()].map(({ location }) => location.pack));
  }

  #requireLease(lease: Lease): void {
    if (!this.#leases.has(lease.id)) throw new ChunkStoreError('lease-lost', `lease ${lease.id} is not there any more`);
  }
}

function amountOf(places: readonly ChunkLocation[]): Amount {
  return { chunks: places.length, bytes: places.reduce((sum, { storedLength }) => sum + storedLength, 0) };
}
