import { CHUNK_SIZE, type FileChunk } from './chunks.ts';
import type { KnownChunks } from './known-chunks.ts';

/** How chunks travel: see the parts of a push in the service's API. Numbers are little-endian. */
const HEADER_SIZE = 12;
const CODES = { zeros: 1, copy: 2, plain: 3 } as const;

/** Series that can be told in one instruction. */
type Series =
  | { readonly kind: 'zeros'; count: number }
  | { readonly kind: 'copy'; readonly first: number; count: number };

/** The body of a part, put together chunk by chunk. */
export class PartBody {
  readonly #known: KnownChunks;
  readonly #pieces: Uint8Array<ArrayBuffer>[] = [];
  #series: Series | null = null;
  /** Bytes of chunks in it. */
  carried = 0;

  constructor(known: KnownChunks) {
    this.#known = known;
  }

  add({ number, id, bytes }: FileChunk): void {
    if (id === null) return this.#join({ kind: 'zeros', count: 1 });
    const place = bytes.length === CHUNK_SIZE ? this.#known.find(id, number) : null;
    if (place !== null) return this.#join({ kind: 'copy', first: place, count: 1 });
    this.#flush();
    this.#pieces.push(header(CODES.plain, bytes.length, 0), id, bytes);
    this.carried += bytes.length;
  }

  finish(): Blob {
    this.#flush();
    return new Blob(this.#pieces);
  }

  #join(next: Series): void {
    const series = this.#series;
    if (series && goesOn(series, next)) {
      series.count += 1;
      return;
    }
    this.#flush();
    this.#series = next;
  }

  #flush(): void {
    const series = this.#series;
    if (series) this.#pieces.push(header(CODES[series.kind], series.count, series.kind === 'copy' ? series.first : 0));
    this.#series = null;
  }
}

function goesOn(series: Series, next: Series): boolean {
  if (series.kind === 'zeros' || next.kind === 'zeros') return series.kind === next.kind;
  return series.first + series.count === next.first;
}

/** @param first of a copy, the first chunk of the only source that is named beside. */
function header(code: number, count: number, first: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(HEADER_SIZE));
  view.setUint8(0, code);
  view.setUint32(4, count, true);
  view.setUint32(8, first, true);
  return new Uint8Array(view.buffer);
}
