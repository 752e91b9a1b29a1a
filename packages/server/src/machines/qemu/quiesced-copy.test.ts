import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createOverlay } from '@ingot/disk';
import { newMachineId, newVolumeId } from '../../kernel/ids.ts';
import { connectGuestAgent } from './guest-agent.ts';
import { openQemuHypervisor } from './qemu-hypervisor.ts';

const run = promisify(execFile);
/** A raw disk with a Linux whose agent may run programs, such as the tiny guest of the acceptance tests; none: not tried. */
const GUEST = process.env['INGOT_TEST_GUEST'];
const PATIENCE_MS = 300_000;
const LOAD_MS = 3000;
const SECTOR = 512;
/** Writes all the time, to the root. */
const LOAD = `mount -o remount,rw /; mkdir -p /load; i=0
while true; do i=$((i+1)); echo $i > /load/$((i%300)); [ $((i%50)) = 0 ] && sync; done`;

test('the file system of a guest that writes is clean in a copy', { skip: GUEST === undefined }, async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'quiesced-'));
  const at = (...names: string[]): string => path.join(directory, ...names);
  for (const part of ['trees/disks', 'trees/layers/x']) await mkdir(at(part), { recursive: true });
  const layer = at('trees/layers/x/disk.raw');
  await copyFile(String(GUEST), layer);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const options = {
    directory: at('machines'),
    trees: at('trees'),
    acceleration: 'auto',
    probeKernel: null,
    log,
  } as const;
  const hypervisor = openQemuHypervisor(options);
  const [id, volumeId] = [newMachineId(), newVolumeId()];
  const disk = { volumeId, path: at('trees/disks', `${volumeId}.qcow2`), readOnly: false };
  await createOverlay(disk.path, { size: 4 * 2 ** 30, backing: '../layers/x/disk.raw' });
  const hardware = { vcpus: 1, memoryMib: 512, firmware: 'bios', osType: 'linux', network: 'none' } as const;
  try {
    await hypervisor.start({ id, ...hardware, disks: [disk], media: [], sharedSoftware: null, configDrive: null });
    const agent = await connectGuestAgent(at('machines', id, 'agent'));
    await agent.sync({ deadline: PATIENCE_MS });
    await agent.execute('guest-exec', { path: '/bin/sh', arg: ['-c', LOAD] });
    await delay(LOAD_MS);
    agent.close();
    const copies = await hypervisor.copyDisks(id, [disk], 'require', AbortSignal.timeout(PATIENCE_MS));
    assert.equal(copies.quiesced, true);
    const copy = copies.files[0]?.path ?? assert.fail('there is a copy');
    await run('qemu-img', ['rebase', '-u', '-b', layer, '-F', 'raw', copy]);
    await run('qemu-img', ['convert', '-O', 'raw', copy, at('disk.raw')]);
    await copies.remove();
    const { stdout: table } = await run('sfdisk', ['-d', at('disk.raw')]);
    const start = Number(/start= *(\d+)[^\n]*type=(?:0FC63DAF|4F68BCE3)/.exec(table)?.[1]) * SECTOR;
    await run('e2fsck', ['-fn', `${at('disk.raw')}?offset=${start}`]);
    const file = await open(at('disk.raw'));
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, start + 1024 + 96);
    await file.close();
    assert.equal(buffer.readUInt32LE() & NEEDS_RECOVERY, 0);
  } finally {
    await hypervisor.turnOff(id);
    await hypervisor.close();
    await rm(directory, { recursive: true });
  }
});

/** Of `s_feature_incompat` of ext4: the journal has to be replayed. */
const NEEDS_RECOVERY = 0x4;
