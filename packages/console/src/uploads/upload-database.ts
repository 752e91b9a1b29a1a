import type { StoredUpload } from './upload.ts';

const NAME = 'ingot';
const UPLOADS = 'uploads';

/** Uploads that are not finished, in the browser's own database, which keeps ways to files as well. */
export async function readUploads(): Promise<readonly StoredUpload[]> {
  return withUploads('readonly', (uploads) => uploads.getAll() as IDBRequest<StoredUpload[]>);
}

/** Adds one, or replaces the one of the same image. */
export async function writeUpload(upload: StoredUpload): Promise<void> {
  await withUploads('readwrite', (uploads) => uploads.put(upload));
}

export async function forgetUpload(imageId: string): Promise<void> {
  await withUploads('readwrite', (uploads) => uploads.delete(imageId));
}

async function withUploads<Result>(
  mode: IDBTransactionMode,
  work: (uploads: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const opening = indexedDB.open(NAME, 1);
  opening.addEventListener('upgradeneeded', () =>
    opening.result.createObjectStore(UPLOADS, { keyPath: 'imageId' satisfies keyof StoredUpload }),
  );
  const database = await done(opening);
  try {
    return await done(work(database.transaction(UPLOADS, mode).objectStore(UPLOADS)));
  } finally {
    database.close();
  }
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('The database of the browser failed.')));
  });
}
