import type { Caller } from '../kernel/caller.ts';
import type { MachineId, PublicationId, UserId } from '../kernel/ids.ts';
import type { ImageType, OsType } from './file-types.ts';
import type { ImageId, ProjectId } from '../kernel/ids.ts';
import type { HeldTree } from '../images/index.ts';

/** What publishing needs of machines. */
export interface SourceMachines {
  /** @throws `not-found`, `forbidden`; `conflict` in a state where this cannot be done. */
  find(caller: Caller, id: MachineId, kind: 'clone' | 'convert'): Promise<SourceMachine>;
  /** Takes a machine for a publication; again by the same one does nothing. @throws as `find` does. */
  begin(
    caller: Caller,
    id: MachineId,
    publication: { readonly id: PublicationId; readonly kind: 'clone' | 'convert' },
  ): Promise<void>;
  /** What its system disk holds, at one instant. Whoever gets it releases it. @param progress told of bytes that were read. */
  capture(
    id: MachineId,
    publication: PublicationId,
    run: { readonly signal: AbortSignal; readonly progress: (done: number) => void },
  ): Promise<CapturedDisk>;
  /** Gives the machine back as it was; does nothing when it does not belong to the publication any more. */
  end(id: MachineId, publication: PublicationId): Promise<void>;
  /** Deletes the machine; does nothing when it is gone. @param asker who published it. */
  consume(id: MachineId, publication: PublicationId, asker: UserId): Promise<void>;
  /** Has a snapshot taken of the machine, unless one of that name was since `after`, in milliseconds since the epoch. */
  snapshot(caller: Caller, id: MachineId, name: string, after: number): Promise<void>;
}

export interface SourceMachine {
  readonly name: string;
  readonly ownerId: ProjectId;
  /** The process that can read its disks. */
  readonly host: string;
  readonly imageType: ImageType | null;
  readonly osType: OsType | null;
  /** The desktop image that it was made from. */
  readonly parentId: ImageId | null;
  /** What images of it say of themselves. */
  readonly properties: Readonly<Record<string, string>>;
}

export type CapturedDisk = HeldTree & { readonly release: () => Promise<void> };
