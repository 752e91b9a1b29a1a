import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bootGuest } from './boot-guest.ts';
import type { Ingot } from './ingot.ts';
import { run } from './program.ts';
import { PACKAGE } from './software-disc.ts';

/** The file of a desktop image that was installed by hand: it boots, is sound for QEMU, and has the package on its disk. */
export async function judgeArtefact(file: string, ingot: Ingot): Promise<void> {
  const format = path.extname(file) === '.vhd' ? 'vpc' : 'qcow2';
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-artefact-'));
  try {
    // There is no such check of a VHD.
    if (format === 'qcow2') await run('qemu-img', ['check', '-f', format, file]);
    const [raw, overlay] = [path.join(directory, 'disk.raw'), path.join(directory, 'overlay.qcow2')];
    await run('qemu-img', ['convert', '-f', format, '-O', 'raw', file, raw]);
    const found = await ingot('inspect', raw, '--json');
    assert.ok(found.includes(`"${PACKAGE}"`), 'the package is not on the disk');
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', file, '-F', format, overlay]);
    // Until its agent answers.
    await bootGuest(overlay);
  } finally {
    await rm(directory, { recursive: true });
  }
}
