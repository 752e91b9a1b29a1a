import type { ApiClient } from '@ingot/client';
import { CHUNK_SIZE, ID_SIZE } from './chunks.ts';

/** Ids in one answer, as the service allows. */
const PAGE = 65_536;
/** Chunks of an image that are remembered: 64 GiB, for 8 MiB of ids and their index. */
const MOST = 262_144;

/** The chunks of an image that is in the service, so that they need not be sent: by id and by place. */
export class KnownChunks {
  readonly #ids: Uint8Array;
  readonly #places = new Map<string, number>();

  private constructor(ids: Uint8Array) {
    this.#ids = ids;
    for (let number = ids.length / ID_SIZE - 1; number >= 0; number -= 1) this.#places.set(keyAt(ids, number), number);
  }

  /** @param image null for none. @throws what the client throws; what may not be read is taken for none. */
  static async open(client: ApiClient, image: string | null): Promise<KnownChunks> {
    if (image === null) return new KnownChunks(new Uint8Array());
    const tree = await client.call('get', '/api/v1/images/{id}/tree', { path: { id: image } });
    // The last chunk may be shorter than others, and is another chunk then.
    const whole = Math.min(Math.floor(tree.size / CHUNK_SIZE), MOST);
    const ids = new Uint8Array(whole * ID_SIZE);
    for (let first = 0; first < whole; first += PAGE) {
      const count = Math.min(PAGE, whole - first);
      const path = `/api/v1/images/${encodeURIComponent(image)}/tree/ids?first=${first}&count=${count}`;
      const answer = await client.open('get', path, { headers: { Accept: 'application/octet-stream' } });
      ids.set(new Uint8Array(await answer.arrayBuffer()), first * ID_SIZE);
    }
    return new KnownChunks(ids);
  }

  /** The number of a whole chunk with this id, best at the same place; null for none. */
  find(id: Uint8Array, number: number): number | null {
    const start = number * ID_SIZE;
    const here = this.#ids.subarray(start, start + ID_SIZE);
    if (here.length === ID_SIZE && here.every((byte, at) => byte === id[at])) return number;
    return this.#places.get(keyAt(id, 0)) ?? null;
  }
}

function keyAt(ids: Uint8Array, number: number): string {
  return String.fromCharCode(...ids.subarray(number * ID_SIZE, (number + 1) * ID_SIZE));
}
