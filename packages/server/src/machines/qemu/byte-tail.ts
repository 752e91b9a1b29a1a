/** The last bytes of a stream, however many come. */
export class ByteTail {
  readonly #room: Buffer;
  /** Of all that came. */
  #length = 0;

  /** @param size in bytes. */
  constructor(size: number) {
    this.#room = Buffer.alloc(size);
  }

  push(bytes: Buffer): void {
    const size = this.#room.length;
    const kept = bytes.subarray(Math.max(0, bytes.length - size));
    const at = (this.#length + bytes.length - kept.length) % size;
    const first = kept.copy(this.#room, at);
    kept.copy(this.#room, 0, first);
    this.#length += bytes.length;
  }

  /** A copy of what is kept, in order. */
  bytes(): Buffer {
    const size = this.#room.length;
    if (this.#length <= size) return Buffer.from(this.#room.subarray(0, this.#length));
    const at = this.#length % size;
    return Buffer.concat([this.#room.subarray(at), this.#room.subarray(0, at)]);
  }
}
