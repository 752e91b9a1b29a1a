import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  BAD_WINDOWS,
  bufferSource,
  GOOD_WINDOWS,
  luksImage,
  makeWindowsDisk,
  withFileSource,
} from '@ingot/disk/testing';
import type { Findings, SystemFindings } from '../report/findings.ts';
import { BAD_ASTRA, GOOD_ASTRA } from '../testing/astra-content.ts';
import { makeBiosDisk, makeFileSystem, makeUefiDisk, withDirectory, type Kind } from '../testing/linux-disk.ts';
import { inspect } from './inspect.ts';

const MiB = 1024 * 1024;

async function findingsOn(image: string): Promise<Findings> {
  return (await withFileSource(image, inspect)).findings;
}

function onlySystem({ systems }: Findings): SystemFindings {
  const [system] = systems;
  assert.ok(system !== undefined && systems.length === 1, `${systems.length} systems`);
  return system;
}

function startsOf({ services }: SystemFindings): Record<string, string> {
  assert.ok(services.known);
  return Object.fromEntries(services.value.map(({ name, start }) => [name, start]));
}

/** All but the file system, which differs. */
function assertGoodAstra(findings: Findings): void {
  const system = onlySystem(findings);
  assert.deepEqual(system.os, {
    known: true,
    value: {
      family: 'linux',
      id: 'astra',
      like: ['debian'],
      name: 'Astra Linux',
      version: '1.7_x86-64',
      edition: 'orel',
      build: '1.7.5.9',
    },
  });
  assert.deepEqual(system.architecture, { known: true, value: 'x86_64' });
  assert.deepEqual(system.packages, {
    known: true,
    value: {
      manager: 'dpkg',
      installed: [
        { name: 'base-files', version: '11', architecture: 'amd64' },
        { name: 'qemu-guest-agent', version: '1:5.2', architecture: 'amd64' },
        { name: 'cloud-init', version: '20.4', architecture: 'amd64' },
      ],
      incomplete: [],
    },
  });
  assert.deepEqual(startsOf(system), {
    'cloud-init.service': 'enabled',
    'display-manager.service': 'enabled',
    'fly-dm.service': 'enabled',
    'getty@.service': 'disabled',
    'getty@tty1.service': 'enabled',
    'qemu-guest-agent.service': 'enabled',
    'udev-started.service': 'static',
    'xrdp.service': 'disabled',
  });
}

describe('a Linux', () => {
  for (const kind of ['ext4', 'xfs', 'btrfs'] as const satisfies Kind[]) {
    it(`is found on ${kind}, behind an EFI partition`, () =>
      withDirectory(async (directory) => {
        const [root, image] = [path.join(directory, 'root'), path.join(directory, 'disk')];
        await makeFileSystem(root, kind, GOOD_ASTRA);
        await makeUefiDisk(image, root);
        const findings = await findingsOn(image);
        assertGoodAstra(findings);
        assert.deepEqual(findings.firmware, { known: true, value: { bios: false, uefi: true } });
        const [esp, rest] = findings.layout.parts;
        assert.ok(esp?.content.kind === 'file-system' && rest?.content.kind === 'file-system');
        assert.deepEqual([esp.flags, esp.content.type], [['esp'], 'fat']);
        assert.deepEqual([rest.content.type, rest.content.label], [kind === 'ext4' ? 'ext' : kind, 'root']);
        assert.ok(rest.content.usage.known && rest.content.usage.value.free < rest.content.usage.value.size);
        assert.deepEqual(findings.layout.warnings, []);
      }));
  }

  it('is found in an MBR, and on a disk without a table', () =>
    withDirectory(async (directory) => {
      const [root, image] = [path.join(directory, 'root'), path.join(directory, 'disk')];
      await makeFileSystem(root, 'ext4', GOOD_ASTRA);
      await makeBiosDisk(image, root);
      const partitioned = await findingsOn(image);
      assertGoodAstra(partitioned);
      assert.deepEqual(partitioned.firmware, { known: true, value: { bios: true, uefi: false } });
      const whole = await findingsOn(root);
      assertGoodAstra(whole);
      assert.equal(onlySystem(whole).part, 'disk');
    }));

  it('has only what is wholly installed and can start', () =>
    withDirectory(async (directory) => {
      const root = path.join(directory, 'root');
      await makeFileSystem(root, 'ext4', BAD_ASTRA);
      const system = onlySystem(await findingsOn(root));
      assert.ok(system.os.known && system.packages.known);
      assert.equal(system.os.value.edition, 'smolensk');
      const { installed, incomplete } = system.packages.value;
      assert.deepEqual(
        installed.map(({ name }) => name),
        ['base-files', 'xrdp'],
      );
      assert.deepEqual(
        incomplete.map(({ name, state }) => [name, state]),
        [
          ['qemu-guest-agent', 'deinstall ok config-files'],
          ['cloud-init', 'install ok half-configured'],
        ],
      );
      assert.deepEqual(startsOf(system), { 'xrdp.service': 'masked' });
    }));

  it('is not half known when its disk ends too soon', () =>
    withDirectory(async (directory) => {
      const [root, image] = [path.join(directory, 'root'), path.join(directory, 'disk')];
      await makeFileSystem(root, 'ext4', GOOD_ASTRA);
      const whole = await readFile(root);
      // The superblock and the first inodes are there; most of what they lead to is not.
      for (const size of [0.5, 1, 2, 5, 8, 9, 12, 20].map((mib) => mib * MiB)) {
        await writeFile(image, whole.subarray(0, size));
        const { systems, layout } = await findingsOn(image);
        for (const { packages, services } of systems) {
          if (packages.known) assert.equal(packages.value.installed.length, 3);
          if (services.known) assert.equal(services.value.length, 8);
        }
        const told = systems.length > 0 || layout.warnings.length > 0 || layout.parts[0]?.content.kind === 'unknown';
        assert.ok(told, `${size} bytes: ${JSON.stringify(layout)}`);
      }
    }));
});

describe('a Windows', () => {
  it('is found with the programs of both views and the services of the current control set', () =>
    withDirectory(async (directory) => {
      const image = path.join(directory, 'disk');
      await makeWindowsDisk(image, GOOD_WINDOWS);
      const findings = await findingsOn(image);
      const system = onlySystem(findings);
      assert.ok(system.os.known && system.packages.known);
      assert.deepEqual([system.os.value.name, system.os.value.edition], ['Windows 10 Pro', 'Professional']);
      assert.deepEqual(system.architecture, { known: true, value: 'x86_64' });
      const programs = system.packages.value.installed.map(({ name, version }) => `${name} ${version}`);
      assert.ok(programs.includes('QEMU guest agent 107.0.1'));
      assert.deepEqual(findings.firmware, { known: true, value: { bios: false, uefi: true } });
      const starts = startsOf(system);
      assert.deepEqual([starts['QEMU-GA'], starts['viostor'], starts['TermService']], ['automatic', 'boot', 'manual']);
    }));

  it('does not have what another control set has, and says that it sleeps', () =>
    withDirectory(async (directory) => {
      const image = path.join(directory, 'disk');
      await makeWindowsDisk(image, BAD_WINDOWS, { firmware: 'bios' });
      const findings = await findingsOn(image);
      const system = onlySystem(findings);
      assert.equal(startsOf(system)['QEMU-GA'], undefined);
      const drive = findings.layout.parts.find(({ name }) => name === system.part);
      assert.ok(drive?.content.kind === 'file-system' && drive.content.warnings.includes('hibernated'));
      assert.deepEqual(findings.firmware, { known: true, value: { bios: true, uefi: false } });
    }));

  it('is not looked for behind BitLocker', () =>
    withDirectory(async (directory) => {
      const image = path.join(directory, 'disk');
      await makeWindowsDisk(image, GOOD_WINDOWS, { bitLocker: true });
      const { systems, layout } = await findingsOn(image);
      assert.deepEqual(systems, []);
      assert.ok(layout.parts.some(({ content }) => content.kind === 'encrypted' && content.scheme === 'bitlocker'));
    }));
});

describe('a disk without a system that can be read', () => {
  it('says that it is encrypted', async () => {
    const { findings } = await inspect(bufferSource(luksImage()));
    assert.deepEqual(findings.systems, []);
    assert.deepEqual(findings.layout.parts[0]?.content, { kind: 'encrypted', scheme: 'luks' });
  });
});
