import type { TreeRoot } from '@ingot/chunk-store';
import { layoutMemory, type LaidOutFormat, type Layout } from '@ingot/disk';

/** Layouts that are kept, in bytes of memory: those of 400 disks of 10 TiB with data everywhere. */
const CAPACITY = 64 * 1024 * 1024;

/** Layouts of disks, made once for all who download the same file range by range; the least recently used go first. */
export class LayoutCache {
  readonly #layouts = new Map<string, { readonly layout: Promise<Layout>; memory: number }>();
  #memory = 0;

  /** @throws what `make` throws; the next one who asks has it tried again. */
  async get(root: TreeRoot, format: LaidOutFormat, make: () => Promise<Layout>): Promise<Layout> {
    const key = `${root} ${format}`;
    const known = this.#layouts.get(key);
    if (known) {
      this.#layouts.delete(key);
      this.#layouts.set(key, known);
      return known.layout;
    }
    const kept = { layout: make(), memory: 0 };
    this.#layouts.set(key, kept);
    try {
      const layout = await kept.layout;
      kept.memory = layoutMemory(layout);
      this.#memory += kept.memory;
      this.#shrink();
      return layout;
    } catch (error) {
      this.#layouts.delete(key);
      throw error;
    }
  }

  #shrink(): void {
    for (const [key, { memory }] of this.#layouts) {
      if (this.#memory <= CAPACITY) return;
      // One that is being made has no memory yet, and is waited for.
      if (memory === 0) continue;
      this.#layouts.delete(key);
      this.#memory -= memory;
    }
  }
}
