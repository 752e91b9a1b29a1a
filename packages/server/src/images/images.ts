import type { StoredTree } from '@ingot/chunk-store';
import type { Caller } from '../kernel/caller.ts';
import type { ImageId, JobId, ProjectId } from '../kernel/ids.ts';
import type {
  ContainerFormat,
  Image,
  ImageContent,
  ImageDiskFormat,
  ImageMember,
  MemberStatus,
  Visibility,
} from './image.ts';
import type { TreeRoot } from '@ingot/chunk-store';
import type { ContentReader } from './content-reader.ts';
import type { Families } from './families/families.ts';
import type { Push } from './push/push.ts';
import type { ImagePage, ImageQuery } from './image-query.ts';
import type { DiskView } from './views/disk-view.ts';

/**
 * Everything that can be done with images. Each operation decides by its `Caller` whether it may be done, and fails
 * with an `IngotError`: `not-found` where the caller may not know of the image, `forbidden` where he may see it but not
 * do this, `conflict` where the state does not allow it (see `IMAGE_ACTIONS`).
 */
export interface Images extends Families {
  /** Registers an image without bytes. `conflict` when the id is taken, also by a deleted image. */
  imageCreate(caller: Caller, image: NewImage): Promise<Image>;
  /**
   * Registers an active image of a tree that is in the store, in the same time for any size. What is not said is what the
   * bytes of a disk are: raw and bare. Its checksums come later, unless another image of that tree has them.
   * `content-refused` when the bytes are not what they are said to be.
   */
  imageCreateFromTree(caller: Caller, tree: HeldTree, image: NewImage): Promise<Image>;
  /** The same of the bytes of an image that the caller may read; what is not said is as it is there. */
  imageCreateFromImage(caller: Caller, source: ImageId, image: NewImage): Promise<Image>;
  /** Registers an image that is imported from a URL at once; how that goes is in its task. */
  imageCreateFromUrl(caller: Caller, uri: string, image: NewImage): Promise<Image>;
  imageGet(caller: Caller, id: ImageId): Promise<Image>;
  imageList(caller: Caller, query: ImageQuery): Promise<ImagePage<Image>>;
  /** What lists show beside images that the caller has listed, in the same order. */
  imageFigures(caller: Caller, images: readonly Image[]): Promise<readonly ImageFigures[]>;
  /**
   * Changes what may be changed. `revise` sees the current image inside the transaction and returns the wanted
   * attributes (it may throw to refuse); what it leaves out stays.
   */
  imageUpdate(caller: Caller, id: ImageId, revise: (image: Image) => ImageRevision): Promise<Image>;
  /** Into the trash; `forbidden` while protected, `conflict` while something needs it (see `imageUses`). */
  imageDelete(caller: Caller, id: ImageId): Promise<void>;
  imageDeactivate(caller: Caller, id: ImageId): Promise<void>;
  imageReactivate(caller: Caller, id: ImageId): Promise<void>;

  tagAdd(caller: Caller, id: ImageId, tag: string): Promise<void>;
  tagRemove(caller: Caller, id: ImageId, tag: string): Promise<void>;

  memberList(caller: Caller, id: ImageId): Promise<readonly ImageMember[]>;
  memberGet(caller: Caller, id: ImageId, member: ProjectId): Promise<ImageMember>;
  memberAdd(caller: Caller, id: ImageId, member: ProjectId): Promise<ImageMember>;
  memberUpdate(caller: Caller, id: ImageId, member: ProjectId, status: MemberStatus): Promise<ImageMember>;
  memberRemove(caller: Caller, id: ImageId, member: ProjectId): Promise<void>;

  /**
   * Takes the bytes of an image and makes it active. Resolves when they are durable. On any failure the image is
   * queued again, with the reason, and nothing of the bytes stays.
   */
  dataUpload(caller: Caller, id: ImageId, upload: Upload): Promise<void>;
  /** Takes the bytes and keeps them for an import. */
  dataStage(caller: Caller, id: ImageId, upload: Upload): Promise<void>;
  /** The bytes of an active image (a deactivated one for administrators); null where there are none yet. */
  dataOpen(caller: Caller, id: ImageId): Promise<OpenedData>;
  /** The same for a new disk: `conflict` for an image that is obsolete. */
  dataOpenForDisk(caller: Caller, id: ImageId): Promise<OpenedData>;

  /** Begins to take the bytes of an image in parts, or goes on with that: then `size` has to be the same. */
  pushBegin(caller: Caller, id: ImageId, size: number): Promise<Push>;
  /** How far a push has come; `conflict` when there is none. */
  pushGet(caller: Caller, id: ImageId): Promise<Push>;
  /** Takes a part. When it fails nothing of it stays, and the push goes on. `conflict` when some of it has come before. */
  pushPart(caller: Caller, id: ImageId, part: IncomingPart): Promise<void>;
  /**
   * Makes the image active, with all parts there; `conflict` while some are missing. Once it is active, again is nothing.
   * Its checksums are made afterwards.
   *
   * @param root what the parts have to add up to, if the sender says so; else the push has failed, with `invalid`.
   */
  pushFinish(caller: Caller, id: ImageId, root: TreeRoot | null): Promise<Image>;
  /** Gives a push up: the image is queued again. */
  pushCancel(caller: Caller, id: ImageId): Promise<void>;

  /** Starts an import and returns at once; how it goes is in its task. */
  importStart(caller: Caller, id: ImageId, method: ImportMethod): Promise<ImportTask>;
  /** Ends an import at once; the image waits for data again. `conflict` where it is over. */
  importCancel(caller: Caller, id: JobId): Promise<void>;
  /** Downloads again what an earlier import did not get. `conflict` for one of staged data, which were given up with it. */
  importRetry(caller: Caller, id: JobId): Promise<ImportTask>;
  /** The imports of one image, newest first. */
  imageTaskList(caller: Caller, id: ImageId): Promise<readonly ImportTask[]>;
  /** All imports; administrators only. */
  taskList(caller: Caller, query: TaskQuery): Promise<ImagePage<ImportTask>>;
  taskGet(caller: Caller, id: JobId): Promise<ImportTask>;

  /** The disk of an image, as far as it is there: see `DiskView`. */
  diskViewGet(caller: Caller, id: ImageId): Promise<DiskView>;
  /** Has it made if it is not there; `conflict` for an image that is not active. */
  diskViewRequest(caller: Caller, id: ImageId): Promise<DiskView>;

  usageGet(caller: Caller): Promise<ImageUsage>;

  /** Deleted images of the caller's project that can still be restored, newest first. */
  trashList(
    caller: Caller,
    page: { readonly marker?: ImageId; readonly limit: number },
  ): Promise<ImagePage<TrashedImage>>;
  /** Takes an image out of the trash, with its bytes, properties, tags; its shares start anew. */
  trashRestore(caller: Caller, id: ImageId): Promise<Image>;
  /** Gives up the bytes at once. */
  trashPurge(caller: Caller, id: ImageId): Promise<void>;
}

export interface ImageFigures {
  /** Images that stand in one row with this one when families are folded, itself included; 1000 is as many or more. */
  readonly versions: number;
  /** Null unless it is being pushed. In bytes. */
  readonly push: { readonly received: number; readonly size: number } | null;
}

export interface NewImage extends ImageRevision {
  readonly id?: ImageId;
  /** Another project than the caller's: administrators only. */
  readonly ownerId?: ProjectId;
}

/** Content that the caller holds until an image refers to it: what an ingest, a derivation or `hold` has given. */
export type HeldTree = Pick<StoredTree, 'root' | 'size' | 'lease'> & Partial<Pick<StoredTree, 'newBytes'>>;

export interface ImageRevision {
  readonly name?: string | null;
  readonly visibility?: Visibility;
  readonly protected?: boolean;
  readonly hidden?: boolean;
  readonly diskFormat?: ImageDiskFormat | null;
  readonly containerFormat?: ContainerFormat | null;
  readonly minDisk?: number;
  readonly minRam?: number;
  /** The whole set. */
  readonly tags?: readonly string[];
  /** The whole set. */
  readonly properties?: Readonly<Record<string, string>>;
  /** Administrators only. */
  readonly ownerId?: ProjectId;
}

/** Bytes on their way in. */
export interface Upload {
  readonly bytes: AsyncIterable<Buffer>;
  /** Called with each of them when nobody looks at it any more. */
  readonly spent?: (bytes: Buffer) => void;
  /** Bytes that will come, where the client said so; more or fewer is `invalid`. */
  readonly declaredSize: number | null;
  /** The wanted store (`x-image-meta-store`); null for the default. An unknown one is `invalid`. */
  readonly store: string | null;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}

/** A part of a push on its way in. */
export interface IncomingPart {
  /** Where it begins, in bytes: a multiple of `PART_GRID`. */
  readonly start: number;
  /** Images that it copies from, by number; the sender has to be allowed to read them. */
  readonly sources: readonly ImageId[];
  /** Instructions, as they travel. */
  readonly bytes: AsyncIterable<Buffer>;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}

export type OpenedData =
  | { readonly image: Image; readonly content: ImageContent; readonly reader: ContentReader }
  | { readonly image: Image; readonly content: null; readonly reader: null };

export type ImportMethod = { readonly name: 'glance-direct' } | { readonly name: 'web-download'; readonly uri: string };

export const IMPORT_METHODS = ['glance-direct', 'web-download'] as const satisfies readonly ImportMethod['name'][];

/** An import as a task of the Image API. */
export interface ImportTask {
  readonly id: JobId;
  readonly imageId: ImageId;
  readonly ownerId: ProjectId;
  readonly userId: string;
  /** The request that started it. */
  readonly requestId: string;
  readonly method: ImportMethod;
  readonly status: 'pending' | 'processing' | 'success' | 'failure';
  /** Why it failed, or how far it has come. */
  readonly message: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When a finished task is forgotten; null while it is not finished. */
  readonly expiresAt: number | null;
}

export interface TaskQuery {
  readonly status?: ImportTask['status'];
  readonly type?: string;
  readonly marker?: JobId;
  readonly limit: number;
  readonly direction: 'asc' | 'desc';
}

/** Of the caller's project; sizes in bytes, `Number.MAX_SAFE_INTEGER` for no limit. */
export interface ImageUsage {
  readonly bytes: { readonly usage: number; readonly limit: number };
  readonly stagedBytes: { readonly usage: number; readonly limit: number };
  readonly images: { readonly usage: number; readonly limit: number };
  readonly uploads: { readonly usage: number; readonly limit: number };
}

export interface TrashedImage {
  readonly id: ImageId;
  readonly name: string | null;
  readonly size: number | null;
  readonly deletedAt: number;
  /** From then on it cannot be restored. */
  readonly purgedAfter: number;
}
