/** Parts of the File System Access API, which not every browser has, and TypeScript does not know. */
interface Permitted {
  queryPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>;
  requestPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>;
}

interface Picking {
  showOpenFilePicker?(): Promise<readonly FileSystemFileHandle[]>;
}

interface Dropped {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** A file that somebody has chosen, with the way back to it where there is one. */
export interface ChosenFile {
  readonly file: File;
  readonly handle: FileSystemFileHandle | null;
}

/** Whether this browser can remember files. Else they are chosen by a plain field. */
export function canPick(): boolean {
  return (window as Picking).showOpenFilePicker !== undefined;
}

/** Null when nothing was chosen. */
export async function pickFile(): Promise<ChosenFile | null> {
  try {
    const [handle] = (await (window as Picking).showOpenFilePicker?.()) ?? [];
    return handle ? { file: await handle.getFile(), handle } : null;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** Null when no file was dropped. To be called before anything is awaited: what was dropped is gone afterwards. */
export async function droppedFile({ items }: DataTransfer): Promise<ChosenFile | null> {
  const item = [...items].find(({ kind }) => kind === 'file');
  const file = item?.getAsFile() ?? null;
  const handle = await (item as Dropped | undefined)?.getAsFileSystemHandle?.();
  if (handle instanceof FileSystemFileHandle) return { file: await handle.getFile(), handle };
  return file && { file, handle: null };
}

/**
 * The file behind a handle, when it may be read.
 *
 * @param mayAsk somebody has just clicked, so the browser may ask him. @returns null when it may not, or is gone.
 */
export async function reopen(handle: FileSystemFileHandle, mayAsk: boolean): Promise<File | null> {
  const permitted = handle as FileSystemFileHandle & Permitted;
  const wanted = { mode: 'read' } as const;
  let state = (await permitted.queryPermission?.(wanted)) ?? 'granted';
  if (state === 'prompt' && mayAsk) state = (await permitted.requestPermission?.(wanted)) ?? 'denied';
  if (state !== 'granted') return null;
  try {
    return await handle.getFile();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
