import { CLUSTER, REFCOUNTS_PER_BLOCK, writeEntry } from './qcow2-header.ts';
import type { GrowingFile } from './compressed-file.ts';

/**
 * The reference counts of a qcow2 file that is written from its beginning to its end ("Host cluster management"). A block
 * of them is written as soon as the file has passed all that it speaks of, so two are in memory at most.
 */
export class Refcounts {
  readonly #file: GrowingFile;
  /** Where each block that is written lies, by number. */
  readonly #written: number[] = [];
  /** Those that are not written yet, by number. */
  readonly #open = new Map<number, Buffer>();

  constructor(file: GrowingFile) {
    this.#file = file;
  }

  /** Every cluster that the range touches is used once more. */
  count(offset: number, length: number): void {
    const last = Math.floor((offset + length - 1) / CLUSTER);
    for (let cluster = Math.floor(offset / CLUSTER); cluster <= last; cluster += 1) {
      const block = this.#blockOf(cluster);
      const at = (cluster % REFCOUNTS_PER_BLOCK) * 2;
      block.writeUInt16BE(block.readUInt16BE(at) + 1, at);
    }
  }

  /** Appends what takes clusters of its own. @returns where it lies. */
  async appendClusters(bytes: Buffer): Promise<number> {
    await this.#file.align(CLUSTER);
    const offset = this.#file.position;
    await this.#file.append(bytes);
    await this.#file.align(CLUSTER);
    this.count(offset, bytes.length);
    return offset;
  }

  /** Writes the blocks that nothing can be added to any more. */
  async writePassed(): Promise<void> {
    for (let next = this.#written.length; this.#isPassed(next); next = this.#written.length) {
      const block = this.#blockOf(next * REFCOUNTS_PER_BLOCK);
      this.#open.delete(next);
      this.#written.push(await this.appendClusters(block));
    }
  }

  /** Writes what is left, and the table of them all. Nothing comes after it. */
  async finish(): Promise<{ readonly offset: number; readonly clusters: number }> {
    await this.writePassed();
    await this.#file.align(CLUSTER);
    const start = this.#file.position;
    const written = this.#written.length;
    let [blocks, clusters] = [1, 1];
    for (let before = 0; before !== blocks + clusters;) {
      before = blocks + clusters;
      const total = start / CLUSTER + blocks - written + clusters;
      blocks = Math.max(written + 1, Math.ceil(total / REFCOUNTS_PER_BLOCK));
      clusters = Math.ceil((blocks * 8) / CLUSTER);
    }
    const tableAt = start + (blocks - written) * CLUSTER;
    this.count(start, tableAt - start + clusters * CLUSTER);
    const table = Buffer.alloc(clusters * CLUSTER);
    for (const [index, offset] of this.#written.entries()) writeEntry(table, index * 8, offset);
    for (let block = written; block < blocks; block += 1) {
      writeEntry(table, block * 8, this.#file.position);
      await this.#file.append(this.#blockOf(block * REFCOUNTS_PER_BLOCK));
    }
    await this.#file.append(table);
    return { offset: tableAt, clusters };
  }

  #isPassed(block: number): boolean {
    return this.#file.position >= (block + 1) * REFCOUNTS_PER_BLOCK * CLUSTER;
  }

  #blockOf(cluster: number): Buffer {
    const number = Math.floor(cluster / REFCOUNTS_PER_BLOCK);
    const block = this.#open.get(number) ?? Buffer.alloc(CLUSTER);
    this.#open.set(number, block);
    return block;
  }
}
