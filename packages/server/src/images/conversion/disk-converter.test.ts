import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { TreeReader } from '@ingot/chunk-store';
import { put, temporaryStore } from '@ingot/chunk-store/testing';
import { failsWith } from '../testing/fails-with.ts';
import { testConverter } from '../testing/test-converter.ts';
import type { Formats } from '../image-inspection.ts';
import type { Converted } from './conversion-parts.ts';
import type { DiskConverter } from './disk-converter.ts';

const run = promisify(execFile);
const MIB = 2 ** 20;
/** Data, a hole, text that compresses, and a cluster that is not full. */
const DISK = Buffer.concat([
  randomBytes(MIB),
  Buffer.alloc(5 * MIB),
  Buffer.from('golden '.repeat(100_000)),
  Buffer.alloc(MIB),
  randomBytes(5000),
]);
const PADDED = Buffer.concat([DISK, Buffer.alloc(12 * MIB - DISK.length)]);

let directory: string;
let opened: Awaited<ReturnType<typeof temporaryStore>>;
let converter: DiskConverter;
const at = (name: string): string => path.join(directory, name);

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-conversion-'));
  opened = await temporaryStore();
  converter = await testConverter(opened.store);
  await writeFile(at('disk.raw'), PADDED);
});

after(async () => {
  await opened.remove();
  await rm(directory, { recursive: true });
});

async function convert(bytes: Buffer, formats: Formats, signal = AbortSignal.timeout(60_000)): Promise<Converted> {
  const content = await opened.store.open(await put(opened.store, bytes));
  return converter.convert(content, formats, { signal, progress: () => undefined });
}

/** Writes the tree to a file, for judges. */
async function written({ tree }: Converted): Promise<string> {
  const reader = await opened.store.open(tree.root);
  await writeFile(at('view.raw'), await reader.read(0, reader.size));
  await tree.release();
  return at('view.raw');
}

async function made(driver: string, options: readonly string[] = []): Promise<string> {
  const file = at(`disk-${driver}-${options.join('-').replaceAll(/\W/g, '')}`);
  await run('qemu-img', ['convert', '-f', 'raw', '-O', driver, ...options, at('disk.raw'), file]);
  return file;
}

async function ova(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const folder = await mkdtemp(path.join(directory, 'ova-'));
  for (const [name, bytes] of Object.entries(files)) await writeFile(path.join(folder, name), bytes);
  await run('tar', ['--format=ustar', '-C', folder, '-cf', at('a.ova'), ...Object.keys(files)]);
  return readFile(at('a.ova'));
}

const OVF = `<?xml version="1.0"?>
<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
  xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData" xmlns:vmw="http://www.vmware.com/schema/ovf">
  <References><File ovf:id="file1" ovf:href="disk.vmdk"/></References>
  <DiskSection><Info>Disks</Info><Disk ovf:diskId="vmdisk1" ovf:fileRef="file1" ovf:capacity="12582912"/></DiskSection>
  <VirtualSystem ovf:id="golden">
    <Name>Golden &amp; polished</Name>
    <OperatingSystemSection ovf:id="96"><Description>Debian GNU/Linux 12 (64-bit)</Description></OperatingSystemSection>
    <VirtualHardwareSection>
      <Item><rasd:ResourceType>3</rasd:ResourceType><rasd:VirtualQuantity>4</rasd:VirtualQuantity></Item>
      <Item><rasd:AllocationUnits>byte * 2^20</rasd:AllocationUnits><rasd:ResourceType>4</rasd:ResourceType><rasd:VirtualQuantity>8192</rasd:VirtualQuantity></Item>
      <Item><rasd:ResourceSubType>VmxNet3</rasd:ResourceSubType><rasd:ResourceType>10</rasd:ResourceType></Item>
      <vmw:Config ovf:required="false" vmw:key="firmware" vmw:value="efi"/>
    </VirtualHardwareSection>
  </VirtualSystem>
</Envelope>`;

describe('the disk in an image', () => {
  const disks: readonly (readonly [Formats['disk'], string, readonly string[]])[] = [
    ['qcow2', 'qcow2', []],
    ['qcow2', 'qcow2', ['-c']],
    ['qcow2', 'qcow2', ['-c', '-o', 'compression_type=zstd,cluster_size=2M']],
    ['vhd', 'vpc', ['-o', 'subformat=dynamic,force_size=on']],
    ['vhd', 'vpc', ['-o', 'subformat=fixed,force_size=on']],
    ['vhdx', 'vhdx', []],
    ['vmdk', 'vmdk', ['-o', 'subformat=monolithicSparse']],
    ['vmdk', 'vmdk', ['-o', 'subformat=streamOptimized']],
    ['vdi', 'vdi', []],
  ];
  for (const [disk, driver, options] of disks) {
    it(`of ${driver} ${options.join(' ')} is what qemu-img sees in it`, async () => {
      const file = await made(driver, options);
      const view = await written(await convert(await readFile(file), { disk, container: 'bare' }));
      const { stdout } = await run('qemu-img', ['compare', '-f', 'raw', '-F', driver, view, file]);
      assert.match(stdout, /identical/);
      assert.ok((await readFile(view)).subarray(0, PADDED.length).equals(PADDED));
    });
  }

  for (const [program, name] of [
    ['gzip', 'qcow2'],
    ['xz', 'qcow2'],
    ['bzip2', 'raw'],
    ['zstd', 'raw'],
  ] as const) {
    it(`of ${name}, compressed by ${program}, is unpacked first`, async () => {
      const file = name === 'raw' ? at('disk.raw') : await made('qcow2');
      const { stdout } = await run(program, ['-c', '-q', file], { encoding: 'buffer', maxBuffer: 2 ** 26 });
      const view = await written(await convert(stdout, { disk: name, container: 'compressed' }));
      assert.ok((await readFile(view)).equals(PADDED));
    });
  }

  it('of an OVA is found by its description, which tells of the machine', async () => {
    const vmdk = await readFile(await made('vmdk', ['-o', 'subformat=streamOptimized']));
    const sum = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
    const manifest = `SHA256(a.ovf)= ${sum(OVF)}\nSHA256(disk.vmdk)= ${sum(vmdk)}\n`;
    const formats = { disk: 'vmdk', container: 'ova' } as const;
    const files = { 'a.ovf': Buffer.from(OVF), 'a.mf': Buffer.from(manifest), 'disk.vmdk': vmdk };
    const converted = await convert(await ova(files), formats);
    assert.deepEqual(converted.properties, {
      hw_firmware_type: 'uefi',
      hw_vif_model: 'vmxnet3',
      os_type: 'linux',
      ovf_name: 'Golden & polished',
      ovf_cpus: '4',
      ovf_memory_mb: '8192',
      ovf_disks: '1',
      ovf_network_cards: '1',
      ovf_os_id: '96',
      ovf_os_description: 'Debian GNU/Linux 12 (64-bit)',
    });
    assert.ok((await readFile(await written(converted))).equals(PADDED));

    const changed = Buffer.from(vmdk);
    changed[vmdk.length - 700] = 1;
    const damaged = convert(await ova({ ...files, 'disk.vmdk': changed }), formats);
    await assert.rejects(damaged, failsWith('content-refused', /not what its manifest says/));
  });

  it('is refused, and nothing of it stays, where the content is not what it is said to be', async () => {
    const refused = (bytes: Buffer, formats: Formats, why: RegExp) =>
      assert.rejects(convert(bytes, formats), failsWith('content-refused', why));
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', at('disk.raw'), '-F', 'raw', at('overlay')]);
    const overlay = await readFile(at('overlay'));
    await refused(overlay, { disk: 'qcow2', container: 'bare' }, /backing file/);
    const { stdout: packed } = await run('gzip', ['-c', at('overlay')], { encoding: 'buffer' });
    await refused(packed, { disk: 'qcow2', container: 'compressed' }, /backing file/);
    await refused(packed, { disk: 'raw', container: 'compressed' }, /qcow2/);
    await refused(overlay, { disk: 'qcow2', container: 'compressed' }, /not compressed/);
    await refused(overlay, { disk: 'vmdk', container: 'ova' }, /no OVA/);
    const elsewhere = OVF.replace('disk.vmdk', '../../etc/passwd');
    const reaching = await ova({ 'a.ovf': Buffer.from(elsewhere), 'disk.vmdk': overlay });
    await refused(reaching, { disk: 'vmdk', container: 'ova' }, /lacks the file/);
    await refused(
      await ova({ 'a.ovf': Buffer.from(OVF), 'disk.vmdk': overlay }),
      { disk: 'vmdk', container: 'ova' },
      /qcow2/,
    );
  });

  it('is given up when nobody wants it', async () => {
    const controller = new AbortController();
    const bytes = await readFile(await made('qcow2'));
    const content = await opened.store.open(await put(opened.store, bytes));
    const watched: Pick<TreeReader, 'size' | 'read' | 'runs'> = {
      size: content.size,
      read: (offset, length) => content.read(offset, length),
      runs: (range) => {
        controller.abort(new Error('not wanted'));
        return content.runs(range);
      },
    };
    const wanted = { disk: 'qcow2', container: 'bare' } as const;
    const options = { signal: controller.signal, progress: () => undefined };
    await assert.rejects(converter.convert(watched, wanted, options), /not wanted/);
  });
});
