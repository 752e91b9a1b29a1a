import { longNamePiece, shortNameChecksum } from './names.ts';

/** In the number of a piece: this is the end of the name, which is written first. */
const LAST = 0x40;
const NUMBER = 0x3f;
/** 255 characters in pieces of thirteen. */
const MAX_PIECES = 20;

/**
 * Gathers the pieces of a long name, which lie in front of the record that they name, the last one first. Pieces that do
 * not fit together were left behind by a system that knows short names only, and count for nothing.
 */
export class LongName {
  #pieces: Buffer[] = [];
  #awaited = 0;
  #checksum = -1;

  /** @param record of the directory, with the attribute of a long name. */
  add(record: Buffer): void {
    const number = record.readUInt8(0);
    const checksum = record.readUInt8(13);
    if ((number & LAST) !== 0) {
      this.#pieces = [];
      this.#checksum = checksum;
    } else if ((number & NUMBER) !== this.#awaited || checksum !== this.#checksum) {
      this.#forget();
      return;
    }
    this.#pieces.unshift(longNamePiece(record));
    this.#awaited = (number & NUMBER) - 1;
    if (this.#awaited < 0 || this.#awaited >= MAX_PIECES) this.#forget();
  }

  /** The name of the record that follows, or null where it has a short one only; the next name begins. */
  takeFor(record: Buffer): string | null {
    const complete = this.#pieces.length > 0 && this.#awaited === 0 && shortNameChecksum(record) === this.#checksum;
    const [name = ''] = complete ? Buffer.concat(this.#pieces).toString('utf16le').split('\0', 1) : [];
    this.#forget();
    return name === '' ? null : name;
  }

  #forget(): void {
    this.#pieces = [];
    this.#awaited = 0;
    this.#checksum = -1;
  }
}
