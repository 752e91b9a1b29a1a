import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createOverlay, fileExport, serveNbd, type NbdServer } from '@ingot/disk';
import { failsWith } from '../../images/testing/fails-with.ts';
import { newMachineId, newVolumeId, type MachineId } from '../../kernel/ids.ts';
import type { Hypervisor, MachineEnd, MachineHardware } from '../hypervisor.ts';
import { keptProcess } from './guest-process.ts';
import { openQemuHypervisor } from './qemu-hypervisor.ts';

const MIB = 1024 * 1024;
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let directory: string;
let nbd: NbdServer;
let socket: string;
const opened: Hypervisor[] = [];
const started: MachineId[] = [];

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'guests-'));
  await mkdir(path.join(directory, 'trees', 'disks'), { recursive: true });
  socket = path.join(directory, 'trees', 'trees.sock');
  const disc = path.join(directory, 'disc.iso');
  await writeFile(disc, Buffer.alloc(MIB, 'medium'));
  nbd = await serveNbd({
    listen: { path: socket },
    find: (name) => (name === 'medium' ? fileExport(disc) : Promise.resolve(null)),
  });
});
after(async () => {
  for (const hypervisor of opened) await hypervisor.close();
  const last = open();
  for (const id of started) await last.turnOff(id);
  await nbd.close();
  await rm(directory, { recursive: true });
});

/** As a process of the service has it: the next one finds what this one has started. */
function open(): Hypervisor {
  const hypervisor = openQemuHypervisor({
    directory: path.join(directory, 'machines'),
    trees: path.join(directory, 'trees'),
    acceleration: 'emulation',
    probeKernel: null,
    log,
  });
  opened.push(hypervisor);
  return hypervisor;
}

/** A guest that finds nothing to boot. */
async function hardware(changes: Partial<MachineHardware> = {}): Promise<MachineHardware> {
  const id = newMachineId();
  started.push(id);
  const volumeId = newVolumeId();
  const disk = path.join(directory, 'trees', 'disks', `${volumeId}.qcow2`);
  await createOverlay(disk, { size: 64 * MIB, backing: null });
  return {
    id,
    vcpus: 1,
    memoryMib: 64,
    firmware: 'bios',
    osType: null,
    disks: [{ volumeId, path: disk, readOnly: false }],
    media: [],
    sharedSoftware: null,
    configDrive: null,
    network: 'restricted',
    ...changes,
  };
}

async function processOf(id: MachineId): Promise<number> {
  const kept = await keptProcess(path.join(directory, 'machines', id, 'process'));
  assert.ok(kept);
  return kept.pid;
}

function nextEnd(hypervisor: Hypervisor): Promise<{ id: MachineId; end: MachineEnd }> {
  return new Promise((resolve) => {
    hypervisor.onEnd((id, end) => resolve({ id, end }));
  });
}

test('a guest runs, shows its screen, and is turned off', async () => {
  const hypervisor = open();
  assert.deepEqual(await hypervisor.support(), { problem: null, acceleration: null });
  const guest = await hardware();
  assert.equal(await hypervisor.isRunning(guest.id), false);
  await assert.rejects(hypervisor.screenshot(guest.id), failsWith('conflict', /is off/));
  assert.equal(await hypervisor.agentListens(guest.id), false);
  await hypervisor.start(guest);
  await hypervisor.start(guest);
  assert.equal((await hypervisor.support()).acceleration, 'emulation');
  assert.equal(await hypervisor.isRunning(guest.id), true);
  assert.equal(await hypervisor.agentListens(guest.id), false, 'nothing has booted');
  assert.deepEqual(Buffer.from(await hypervisor.screenshot(guest.id)).subarray(0, 8), PNG);
  assert.ok(existsSync(await hypervisor.screen(guest.id)));
  const ended = nextEnd(hypervisor);
  await hypervisor.turnOff(guest.id);
  assert.deepEqual(await ended, { id: guest.id, end: { kind: 'off' } });
  assert.equal(await hypervisor.isRunning(guest.id), false);
  await hypervisor.forget(guest.id);
  assert.equal(existsSync(path.join(directory, 'machines', guest.id)), false);
});

test('a guest is fenced in: no other file, no network, no other process', async () => {
  const hypervisor = open();
  const guest = await hardware();
  await hypervisor.start(guest);
  const pid = await processOf(guest.id);
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ');
  const inner = children.at(-1);
  const qemu = (await readFile(`/proc/${inner}/task/${inner}/children`, 'utf8')).trim();
  const mounts = await readFile(`/proc/${qemu}/mountinfo`, 'utf8');
  assert.ok(mounts.includes(guest.disks[0]?.path ?? 'none'));
  assert.ok(!mounts.includes('/etc/passwd') && !existsSync(`/proc/${qemu}/root/etc/shadow`));
  assert.deepEqual(
    (await readFile(`/proc/${qemu}/net/dev`, 'utf8')).match(/^\s*\w+:/gm)?.map((name) => name.trim()),
    ['lo:'],
  );
  assert.match(await readFile(`/proc/${qemu}/status`, 'utf8'), /^Seccomp:\s*2$/m);
  await hypervisor.turnOff(guest.id);
});

test('a guest is told about itself by a disc that nobody else can read', async () => {
  const hypervisor = open();
  const configDrive = [{ path: 'openstack/latest/user_data', content: Buffer.from('#cloud-config') }];
  for (const osType of ['linux', 'windows'] as const) {
    const guest = await hardware({ osType, configDrive });
    const disc = path.join(directory, 'machines', guest.id, 'config.iso');
    await hypervisor.start(guest);
    assert.ok((await readFile(disc)).includes('#cloud-config'));
    assert.equal((await stat(disc)).mode & 0o777, 0o600);
    await hypervisor.turnOff(guest.id);
    await hypervisor.start({ ...guest, configDrive: null });
    assert.equal(existsSync(disc), false);
    await hypervisor.turnOff(guest.id);
  }
});

test('a guest outlives who started it, and is taken up by the next', async () => {
  const first = open();
  const guest = await hardware();
  await first.start(guest);
  const pid = await processOf(guest.id);
  await first.close();
  const second = open();
  assert.equal(await second.isRunning(guest.id), true);
  assert.equal(await processOf(guest.id), pid);
  const ended = nextEnd(second);
  process.kill(-pid, 'SIGKILL');
  assert.deepEqual(await ended, {
    id: guest.id,
    end: { kind: 'died', lastWords: 'QEMU was killed, and could say nothing.' },
  });
  assert.equal(await second.isRunning(guest.id), false);
});

test('a guest that ended while nobody looked is off', async () => {
  const first = open();
  const guest = await hardware();
  await first.start(guest);
  const pid = await processOf(guest.id);
  await first.close();
  process.kill(-pid, 'SIGKILL');
  const second = open();
  assert.equal(await second.isRunning(guest.id), false);
  assert.deepEqual(await second.ended(guest.id, AbortSignal.timeout(5000)), { kind: 'off' });
});

test('discs are changed while the guest runs', async () => {
  const hypervisor = open();
  const guest = await hardware({ media: [{ socket, export: 'medium' }] });
  await hypervisor.start(guest);
  await hypervisor.changeMedium(guest.id, 0, null);
  await hypervisor.changeMedium(guest.id, 1, { socket, export: 'medium' });
  await hypervisor.changeMedium(guest.id, 1, { socket, export: 'medium' });
  await assert.rejects(
    hypervisor.changeMedium(guest.id, 0, { socket, export: 'another' }),
    failsWith('unavailable', /Requested export not available/),
  );
  await hypervisor.turnOff(guest.id);
});

test('a guest has the firmware, the devices and the disks that its system knows', async () => {
  const hypervisor = open();
  const { disks } = await hardware();
  const guest = await hardware({ firmware: 'uefi', osType: 'windows', memoryMib: 128, network: 'none' });
  await hypervisor.start({ ...guest, disks: [...guest.disks, ...disks], sharedSoftware: { socket, export: 'medium' } });
  assert.equal((await stat(path.join(directory, 'machines', guest.id, 'nvram.fd'))).size, 540_672);
  const copies = await hypervisor.copyDisks(guest.id, guest.disks, 'no', AbortSignal.timeout(30_000));
  assert.deepEqual(
    copies.files.map(({ volumeId }) => volumeId),
    guest.disks.map(({ volumeId }) => volumeId),
  );
  assert.equal(copies.quiesced, false);
  await copies.remove();
  await hypervisor.turnOff(guest.id);
});

test('file systems that cannot be frozen fail a copy that insists on it', async () => {
  const hypervisor = open();
  const guest = await hardware();
  await hypervisor.start(guest);
  await assert.rejects(
    hypervisor.copyDisks(guest.id, guest.disks, 'require', AbortSignal.timeout(30_000)),
    failsWith('conflict', /could not be frozen.*os_require_quiesce/),
  );
  assert.equal(existsSync(path.join(directory, 'machines', guest.id, 'copies')), false);
  await hypervisor.turnOff(guest.id);
});

test('a guest that cannot be started leaves nothing that runs, and says why', async () => {
  const hypervisor = open();
  const guest = await hardware({ media: [{ socket, export: 'none' }] });
  await assert.rejects(hypervisor.start(guest), failsWith('unavailable', /export not available/));
  assert.equal(await hypervisor.isRunning(guest.id), false);
});
