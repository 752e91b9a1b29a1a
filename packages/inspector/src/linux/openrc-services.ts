import type { GuestFiles } from '../guest/guest-files.ts';
import type { Service } from '../report/findings.ts';
import { ServiceList } from '../report/service-list.ts';

const SCRIPTS = '/etc/init.d';

/** Services of OpenRC: enabled where a run level has a link to them. @throws DiskError */
export async function openrcServices(files: GuestFiles): Promise<Service[]> {
  const enabled = new Set<string>();
  for await (const { path } of files.glob('/etc/runlevels/*/*')) {
    enabled.add(path.subarray(path.lastIndexOf('/') + 1).toString());
  }
  const list = new ServiceList();
  for await (const { path, node } of files.list(SCRIPTS)) {
    const name = path.toString().slice(SCRIPTS.length + 1);
    if (node.kind === 'file') list.add(name, enabled.has(name) ? 'enabled' : 'disabled');
  }
  return list.done();
}
