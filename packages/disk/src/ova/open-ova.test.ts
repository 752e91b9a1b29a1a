import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { DiskError } from '../disk-error.ts';
import { bufferSource } from '../testing/buffer-source.ts';
import { tarFile, type TarFile } from '../testing/recipes/tar.ts';
import { openOva } from './open-ova.ts';
import { readTar } from './tar.ts';

const NEVER = new AbortController().signal;
const OVF = Buffer.from(
  '<Envelope><References><File id="f" href="a.vmdk"/></References><DiskSection><Disk diskId="d" fileRef="f"/></DiskSection>' +
    '<VirtualSystem id="vm"><Info/></VirtualSystem></Envelope>',
);
const DISK = Buffer.alloc(1000, 'd');
const SOUND: readonly TarFile[] = [
  { name: 'a.ovf', bytes: OVF },
  { name: 'a.vmdk', bytes: DISK },
];

function open(files: readonly TarFile[]) {
  return openOva(bufferSource(tarFile(files)), NEVER);
}

async function refused(files: readonly TarFile[], why: RegExp): Promise<void> {
  await assert.rejects(open(files), (error) => error instanceof DiskError && why.test(error.message));
}

describe('an OVA', () => {
  it('has a disk where its description says', async () => {
    const { disk, appliance } = await open(SOUND);
    const bytes = tarFile(SOUND).subarray(disk.offset, disk.offset + disk.size);
    assert.ok(bytes.equals(DISK));
    assert.deepEqual([appliance.name, appliance.cpus, appliance.firmware], ['vm', null, null]);
  });

  it('has one machine, one description, and every file that it speaks of', async () => {
    const ovf = (from: string, to: string): TarFile => ({
      name: 'a.ovf',
      bytes: Buffer.from(OVF.toString().replace(from, to)),
    });
    await refused([{ name: 'a.txt', bytes: OVF }], /no description/);
    await refused([...SOUND, { name: 'b.OVF', bytes: OVF }], /several files/);
    await refused([ovf('a.vmdk', '/etc/passwd'), ...SOUND.slice(1)], /lacks the file/);
    await refused([ovf('fileRef="f"', 'fileRef="g"'), ...SOUND.slice(1)], /not listed/);
    await refused([ovf('fileRef="f"', ''), ...SOUND.slice(1)], /no disk with content/);
    await refused([ovf('diskId="d"', 'diskId="d" parentRef="e"'), ...SOUND.slice(1)], /parent/);
    await refused([ovf('</Envelope>', '<VirtualSystem id="b"/></Envelope>'), ...SOUND.slice(1)], /2 machines/);
    await refused([...SOUND, { name: 'a.mf', bytes: Buffer.from('SHA256(b.vmdk)= 00') }], /lacks the file/);
    await refused([...SOUND, { name: 'a.mf', bytes: Buffer.from('nothing') }], /no checksum/);
    await refused(
      [...SOUND, { name: 'a.mf', bytes: Buffer.from(`SHA1(a.vmdk)= ${'0'.repeat(40)}`) }],
      /not what its manifest/,
    );
    await refused([{ name: 'a.ovf', bytes: Buffer.alloc(2 ** 20 + 1, ' ') }], /too large/);
  });

  it('has each file read for its manifest once', async () => {
    const line = `SHA1(a.vmdk)= ${createHash('sha1').update(DISK).digest('hex')}`;
    await open([...SOUND, { name: 'a.mf', bytes: Buffer.from(line) }]);
    await refused(
      [...SOUND, { name: 'a.mf', bytes: Buffer.from(`${line}\n`.repeat(1000)) }],
      /lists the file "a.vmdk" twice/,
    );
  });

  it('holds plain files under names of their own, whole', async () => {
    await refused([...SOUND, { name: 'link', bytes: Buffer.alloc(0), type: '2' }], /no regular file/);
    await refused([...SOUND, { name: 'a.vmdk', bytes: DISK }], /two files/);
    await refused([{ name: 'x', bytes: DISK, size: 2 ** 40 }], /ends before/);
    const tar = tarFile(SOUND);
    tar[5] = 1;
    await assert.rejects(readTar(bufferSource(tar)), /not sound/);
    await assert.rejects(readTar(bufferSource(Buffer.alloc(10_240))), /no tar file/);
    await assert.rejects(
      readTar(
        bufferSource(
          tarFile(Array.from({ length: 1001 }, (_, index) => ({ name: String(index), bytes: Buffer.alloc(0) }))),
        ),
      ),
      /more than 1000/,
    );
  });

  it('of any bytes is read or refused', async () => {
    const sound = tarFile(SOUND);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 8 }), async (changes) => {
        const changed = Buffer.from(sound);
        for (const [at, byte] of changes) changed[at] = byte;
        try {
          await openOva(bufferSource(changed), NEVER);
        } catch (error) {
          assert.ok(error instanceof DiskError, String(error));
        }
      }),
    );
  });
});
