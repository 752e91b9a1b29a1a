import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { createOverlay } from '@ingot/disk';
import { failsWith } from '../../images/testing/fails-with.ts';
import { newMachineId, newVolumeId, type VolumeId } from '../../kernel/ids.ts';
import { copyDisks } from './copy-disks.ts';
import { GuestPlaces } from './guest-places.ts';
import { isGoneWithin, keptProcess, type ProcessIdentity } from './guest-process.ts';
import { openQemuHypervisor } from './qemu-hypervisor.ts';
import { connectQmp, type Qmp } from './qmp.ts';

const run = promisify(execFile);
const SIZE = 64 * 1024 * 1024;

let directory: string;
let places: GuestPlaces;
let disk: { volumeId: VolumeId; path: string; readOnly: boolean };
let qmp: Qmp;
let qemu: ProcessIdentity;
let kill: () => void;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'copies-'));
  await mkdir(path.join(directory, 'trees', 'disks'), { recursive: true });
  const volumeId = newVolumeId();
  disk = { volumeId, path: path.join(directory, 'trees', 'disks', `${volumeId}.qcow2`), readOnly: false };
  await createOverlay(disk.path, { size: SIZE, backing: null });
  await run('qemu-io', ['-f', 'qcow2', '-c', 'write -P 7 0 3M', '-c', 'write -P 8 40M 1M', disk.path]);
  const machines = path.join(directory, 'machines');
  const hypervisor = openQemuHypervisor({
    directory: machines,
    trees: path.join(directory, 'trees'),
    acceleration: 'emulation',
    probeKernel: null,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const id = newMachineId();
  const hardware = { vcpus: 1, memoryMib: 64, firmware: 'bios', osType: null, network: 'none' } as const;
  await hypervisor.start({ id, ...hardware, disks: [disk], media: [], sharedSoftware: null, configDrive: null });
  // It runs on, and listens to us.
  await hypervisor.close();
  places = new GuestPlaces(machines, id);
  qmp = await connectQmp(places.qmp);
  qemu = (await keptProcess(places.process)) ?? assert.fail('it runs');
  kill = () => process.kill(-qemu.pid, 'SIGKILL');
});
afterEach(async () => {
  qmp.close();
  try {
    kill();
  } catch {
    // The test has done it.
  }
  await rm(directory, { recursive: true });
});

function copy(by: Qmp): ReturnType<typeof copyDisks> {
  const agent = () => Promise.reject(new Error('nobody is asked to freeze anything'));
  return copyDisks({ places, disks: [disk], qmp: by, agent }, 'no', AbortSignal.timeout(30_000));
}

describe('copies of the disks of a guest', () => {
  it('hold what the disks hold, written out, and QEMU has let go of them', async () => {
    const { files } = await copy(qmp);
    kill();
    // Until then it holds the disk.
    assert.ok(await isGoneWithin(qemu, 10_000));
    const [file] = files;
    await run('qemu-img', ['compare', '-f', 'qcow2', '-F', 'qcow2', disk.path, file?.path ?? '']);
  });

  for (const last of ['blockdev-reopen', 'blockdev-del'] as const) {
    it(`are none when QEMU dies before ${last}, whatever it has said of its jobs`, async () => {
      const dying: Qmp = {
        events: (name) => qmp.events(name),
        closed: qmp.closed,
        close: () => qmp.close(),
        execute: (name, ...rest) => {
          if (name === last) kill();
          return qmp.execute(name, ...rest);
        },
      };
      await assert.rejects(copy(dying), failsWith('unavailable', /could not be copied/));
      assert.equal(existsSync(places.copies), false);
    });
  }
});
