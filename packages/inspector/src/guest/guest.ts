import type { FileTree } from '@ingot/disk';
import type { Architecture, OperatingSystem, Packages, Service } from '../report/findings.ts';
import type { Fact } from './fact.ts';
import type { GuestFiles } from './guest-files.ts';
import type { GuestRegistry } from './guest-registry.ts';

/** An operating system on a disk: what is known of it, and its files to look for more. */
export type Guest = LinuxGuest | WindowsGuest;

interface AnyGuest {
  /** The part of the disk that its root lies on, as in the layout. */
  readonly part: string;
  readonly os: Fact<OperatingSystem>;
  readonly architecture: Fact<Architecture>;
  readonly packages: Fact<Packages>;
  readonly services: Fact<readonly Service[]>;
  readonly files: GuestFiles;
}

export interface LinuxGuest extends AnyGuest {
  readonly family: 'linux';
  /** Its file systems as its fstab puts them together: what `files` reads. */
  readonly tree: FileTree;
}

export interface WindowsGuest extends AnyGuest {
  readonly family: 'windows';
  readonly registry: GuestRegistry;
}
