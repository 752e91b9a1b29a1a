import type { Places } from './places.ts';
import type { PlanDraft } from './plan-draft.ts';

const OF_SYSTEMD = '/etc/machine-id';
const OF_DBUS = '/var/lib/dbus/machine-id';

/**
 * Leaves a machine without an id, so that it gets one when it starts (machine-id(5)). The file itself stays: without it
 * systemd cannot write one where `/etc` is not writable yet. Where D-Bus has an id of its own it gets a link to that of
 * systemd, as Debian has it; if that is the link, it is emptied.
 * @throws DiskError
 */
export async function mendMachineId(places: Places, draft: PlanDraft): Promise<void> {
  const first = await places.find(OF_SYSTEMD);
  const second = await places.find(OF_DBUS);
  if (first?.node.kind === 'link' && (await first.node.target()).toString('latin1') !== OF_DBUS) {
    draft.leave(first.path, 'link');
  }
  if (first?.node.kind === 'file' && (await saysSomething(first.node.content))) draft.empty(first);
  if (second?.node.kind !== 'file' || !(await saysSomething(second.node.content))) return;
  if (first?.node.kind === 'link') {
    draft.empty(second);
    return;
  }
  await draft.remove(second);
  draft.link(
    { part: second.part, path: OF_DBUS },
    { directory: Number(second.directory.id), below: null, name: 'machine-id', target: OF_SYSTEMD },
  );
}

async function saysSomething(content: { read(offset: number, length: number): Promise<Buffer> }): Promise<boolean> {
  const text = (await content.read(0, 64)).toString('latin1').trim();
  return text !== '' && text !== 'uninitialized';
}
