import { RefusedError } from '@ingot/client';
import { client } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { reopen, type ChosenFile } from './file-access.ts';
import { setHasUploads } from './presence.ts';
import { RunningUpload } from './running-upload.ts';
import { isSameFile, traitsOf, type StoredUpload, type Upload, type UploadState } from './upload.ts';
import { forgetUpload, readUploads, writeUpload } from './upload-database.ts';

/** What is known of an upload here. */
interface Entry {
  stored: StoredUpload;
  state: UploadState;
  /** As long as this page has it. */
  file: File | null;
  running: RunningUpload | null;
}

/** What an upload begins with; its image is registered, and waits for data. */
export interface NewUpload extends ChosenFile {
  readonly imageId: string;
  readonly name: string;
  readonly projectId: string;
  readonly base: string | null;
  readonly profiles: readonly string[];
}

const entries = new Map<string, Entry>();
const listeners = new Set<() => void>();
let shown: readonly Upload[] = [];

export function subscribeUploads(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** All of them, the same array until something changes. */
export function currentUploads(): readonly Upload[] {
  return shown;
}

/** Begins one that goes on, whatever page is looked at, until it is finished. */
export async function beginUpload({ file, handle, ...upload }: NewUpload): Promise<void> {
  const stored: StoredUpload = { ...upload, file: traitsOf(file), handle, sample: null, isPaused: false };
  const entry: Entry = { stored, state: { kind: 'paused' }, file, running: null };
  entries.set(upload.imageId, entry);
  await writeUpload(stored);
  await start(entry);
}

/** Takes up what an earlier page has left, of one project: what needs no answer of anybody goes on at once. */
export async function takeUpUploads(projectId: string): Promise<void> {
  for (const stored of await readUploads()) {
    if (entries.has(stored.imageId)) continue;
    entries.set(stored.imageId, { stored, state: { kind: 'without-file' }, file: null, running: null });
  }
  publish();
  for (const entry of entries.values()) {
    const { stored, state } = entry;
    if (stored.projectId !== projectId) {
      // The service knows who asks by the project of the session.
      if (state.kind === 'running') stop(entry, { kind: 'paused' });
    } else if (state.kind === 'paused' && !stored.isPaused) await start(entry);
    else if (state.kind === 'without-file' && stored.handle) {
      entry.file = await reopen(stored.handle, false);
      if (entry.file && isSameFile(traitsOf(entry.file), stored.file)) {
        if (stored.isPaused) set(entry, { kind: 'paused' });
        else await start(entry);
      }
    }
  }
}

export function pauseUpload(imageId: string): void {
  const entry = entries.get(imageId);
  if (!entry) return;
  stop(entry, { kind: 'paused' });
  void store(entry, { isPaused: true });
}

/** Goes on, asking for the file's use where that is needed: to be called when somebody has clicked. */
export async function resumeUpload(imageId: string): Promise<void> {
  const entry = entries.get(imageId);
  if (!entry) return;
  await store(entry, { isPaused: false });
  if (!entry.file && entry.stored.handle) entry.file = await reopen(entry.stored.handle, true);
  if (entry.file) await start(entry);
  else set(entry, { kind: 'without-file' });
}

/** Goes on with the file that was chosen again. */
export async function resumeWith(imageId: string, { file, handle }: ChosenFile): Promise<void> {
  const entry = entries.get(imageId);
  if (!entry) return;
  if (!isSameFile(traitsOf(file), entry.stored.file)) {
    set(entry, { kind: 'failed', reason: 'other-file', message: '' });
    return;
  }
  entry.file = file;
  await store(entry, { handle, isPaused: false });
  await start(entry);
}

/** Gives it up, with all that has come of it and the record of the image. */
export async function cancelUpload(imageId: string): Promise<void> {
  const entry = entries.get(imageId);
  if (entry) stop(entry, { kind: 'paused' });
  try {
    await client.call('delete', '/v2/images/{image_id}', { path: { image_id: imageId } });
  } catch (error) {
    // Somebody has deleted it already.
    if (!(error instanceof RefusedError) || error.status !== 404) throw error;
  }
  await dismissUpload(imageId);
  await queryClient.invalidateQueries({ queryKey: ['images'] });
}

/** Shows it no more. */
export async function dismissUpload(imageId: string): Promise<void> {
  entries.delete(imageId);
  publish();
  await forgetUpload(imageId);
}

async function start(entry: Entry): Promise<void> {
  const { stored, file } = entry;
  if (!file || entry.running) return;
  entry.running = new RunningUpload(
    { imageId: stored.imageId, file, base: stored.base, sample: stored.sample },
    {
      state: (state) => set(entry, state),
      sampled: (sample) => void store(entry, { sample }),
      ended: (state) => void end(entry, state),
    },
  );
  set(entry, { kind: 'running', progress: null });
}

async function end(entry: Entry, state: UploadState): Promise<void> {
  entry.running = null;
  set(entry, state);
  if (state.kind === 'failed' && state.reason === 'other-file') entry.file = null;
  if (state.kind !== 'finished') return;
  const { imageId, profiles } = entry.stored;
  await forgetUpload(imageId);
  await queryClient.invalidateQueries({ queryKey: ['images'] });
  if (profiles.length === 0) return;
  try {
    const body = { profiles: [...profiles] };
    await client.call('post', '/api/v1/images/{id}/reports', { path: { id: imageId }, body });
  } catch (error) {
    // The image is there; going on asks for the report again.
    set(entry, { kind: 'failed', reason: 'refused', message: error instanceof Error ? error.message : String(error) });
  }
}

function stop(entry: Entry, state: UploadState): void {
  entry.running?.stop();
  entry.running = null;
  set(entry, state);
}

async function store(entry: Entry, change: Partial<StoredUpload>): Promise<void> {
  entry.stored = { ...entry.stored, ...change };
  await writeUpload(entry.stored);
}

function set(entry: Entry, state: UploadState): void {
  entry.state = state;
  publish();
}

function publish(): void {
  shown = [...entries.values()].map(({ stored, state }) => ({ ...stored, hasHandle: stored.handle !== null, state }));
  setHasUploads(shown.length > 0);
  for (const changed of listeners) changed();
}

// Whoever leaves the page stops what it does: he is asked first.
window.addEventListener('beforeunload', (event) => {
  if (shown.some(({ state }) => state.kind === 'running')) event.preventDefault();
});
