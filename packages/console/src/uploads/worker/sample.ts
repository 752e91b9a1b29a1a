import { fileChunks, ID_SIZE } from './chunks.ts';

/** A stretch of a file that was sent, in bytes. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** By which a file that is chosen again is known. */
export interface Sample extends Stretch {
  /** SHA-256 of the ids of its chunks, in hexadecimal. */
  readonly digest: string;
}

export async function sampleOf(file: Blob, { start, end }: Stretch): Promise<Sample> {
  const ids: Uint8Array<ArrayBuffer>[] = [];
  for await (const { id } of fileChunks(file, start, end)) ids.push(id ?? new Uint8Array(ID_SIZE));
  const digest = await crypto.subtle.digest('SHA-256', await new Blob(ids).arrayBuffer());
  return {
    start,
    end,
    digest: Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
}
