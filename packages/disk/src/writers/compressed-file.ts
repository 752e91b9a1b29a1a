/** Takes the bytes of a file in order, which are lent until it has settled. */
export type FileOutput = (bytes: Buffer) => Promise<void>;

export interface CompressOptions {
  readonly signal: AbortSignal;
  /** Told how far it has come, in bytes of the disk. */
  readonly progress: (reached: number) => void;
}

/** A file on its way out, which knows where it is. */
export class GrowingFile {
  readonly #output: FileOutput;
  #position = 0;

  constructor(output: FileOutput) {
    this.#output = output;
  }

  /** Bytes so far. */
  get position(): number {
    return this.#position;
  }

  async append(bytes: Buffer): Promise<void> {
    this.#position += bytes.length;
    await this.#output(bytes);
  }

  /** Zeros up to the next multiple of `unit`. */
  async align(unit: number): Promise<void> {
    const over = this.#position % unit;
    if (over > 0) await this.append(Buffer.alloc(unit - over));
  }
}
