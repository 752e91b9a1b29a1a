import { DiskError } from '@ingot/disk';
import type { Package, Packages } from '../report/findings.ts';
import { shown } from '../report/shown.ts';

/** Of a database of packages that is read as a whole. The largest seen have 10 MiB. */
export const MAX_DATABASE = 48 * 1024 * 1024;
const MAX_PACKAGES = 50_000;

/** Gathers what a package manager knows, with names made fit for a report. */
export class PackageList {
  readonly #installed: Package[] = [];
  readonly #incomplete: (Package & { state: string })[] = [];

  /** @param state of what is not wholly installed, as the manager calls it; else null. */
  add(name: string, version: string, architecture: string | null, state: string | null = null): void {
    if (this.#installed.length + this.#incomplete.length >= MAX_PACKAGES) {
      throw new DiskError('limit-exceeded', `More than ${MAX_PACKAGES} packages are listed.`);
    }
    const entry = {
      name: shown(name),
      version: shown(version),
      architecture: architecture === null ? null : shown(architecture),
    };
    if (state === null) this.#installed.push(entry);
    else this.#incomplete.push({ ...entry, state: shown(state) });
  }

  done(manager: Packages['manager']): Packages {
    return { manager, installed: this.#installed, incomplete: this.#incomplete };
  }
}
