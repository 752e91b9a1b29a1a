import { DiskError } from '@ingot/disk';
import type { GuestRegistry } from '../guest/guest-registry.ts';
import type { Service } from '../report/findings.ts';
import { ServiceList } from '../report/service-list.ts';
import { numberOf, textOf } from './registry-text.ts';

const SERVICES = 'SYSTEM\\CurrentControlSet\\Services';

/** `Start` (Microsoft's "CreateServiceW", dwStartType). */
const STARTS: readonly Service['start'][] = ['boot', 'system', 'automatic', 'manual', 'disabled'];

/** Services and drivers. Keys without a `Start` keep settings only. @throws DiskError */
export async function windowsServices(registry: GuestRegistry): Promise<Service[]> {
  const names = await registry.subkeys(SERVICES);
  if (names === null) throw new DiskError('malformed', 'The registry has no list of services.');
  const list = new ServiceList();
  for (const name of names) {
    const start = STARTS[Number((await numberOf(registry, `${SERVICES}\\${name}`, 'Start')) ?? -1)];
    if (start !== undefined) list.add(name, start, await textOf(registry, `${SERVICES}\\${name}`, 'ImagePath'));
  }
  return list.done();
}
