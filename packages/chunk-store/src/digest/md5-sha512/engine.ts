import { copyBytes } from '../../copy-bytes.ts';
import { LAYOUT } from './layout.ts';
import { BLOCK_SIZE, INPUT_SIZE, md5Sha512Program } from './program.ts';

/** What is used of WebAssembly; its types come with those of browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly update: (address: number, blocks: number) => void;
}

/** Both states as they lie in memory, SHA-512's first, and MD5's of 64 bytes before. */
export const STATE = { sha512: 0, md5: 64, md5Before: 80, size: 96 } as const;

/** The program with its memory: one for all digests of a thread. */
export class Engine {
  readonly #memory: Buffer;
  readonly #update: Exports['update'];

  /** @throws Error where this processor, or this Node, cannot run it. */
  constructor() {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(md5Sha512Program()));
    // As the program has them.
    const { memory, update } = exports as Exports;
    this.#memory = Buffer.from(memory.buffer);
    this.#update = update;
  }

  /** @param state becomes that after the bytes. @param bytes one or more blocks of 128. */
  run(state: Buffer, bytes: Buffer): void {
    copyBytes(state, this.#memory, LAYOUT.sha512);
    for (let done = 0; done < bytes.length; done += INPUT_SIZE) {
      const length = copyBytes(bytes.subarray(done, done + INPUT_SIZE), this.#memory, LAYOUT.input);
      this.#update(LAYOUT.input, length / BLOCK_SIZE);
    }
    this.#memory.copy(state, 0, LAYOUT.sha512, LAYOUT.sha512 + STATE.size);
  }
}
