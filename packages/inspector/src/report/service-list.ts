import { DiskError } from '@ingot/disk';
import type { Service } from './findings.ts';
import { shown } from './shown.ts';

const MAX_SERVICES = 20_000;

/** Gathers services, with names made fit for a report. */
export class ServiceList {
  readonly #services: Service[] = [];

  /** @param program of Windows: what is run. */
  add(name: string, start: Service['start'], program: string | null = null): void {
    if (this.#services.length >= MAX_SERVICES) {
      throw new DiskError('limit-exceeded', `More than ${MAX_SERVICES} services are listed.`);
    }
    this.#services.push({ name: shown(name), start, program: program === null ? null : shown(program) });
  }

  done(): Service[] {
    return this.#services;
  }
}
