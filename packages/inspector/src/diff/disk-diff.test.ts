import assert from 'node:assert/strict';
import { constants } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { luksImage, program, withFileSource, bufferSource } from '@ingot/disk/testing';
import { openInspector } from '../inspector.ts';
import type { Fact } from '../guest/fact.ts';
import { GOOD_ASTRA } from '../testing/astra-content.ts';
import { makeFileSystem, withDirectory } from '../testing/linux-disk.ts';
import type { DiskDiff } from './disk-diff-schema.ts';

/** A raw disk with a Debian on its third partition, as in `fixtures`: then an upgrade of that is compared too. */
const GUEST = process.env['INGOT_TEST_DEBIAN_DISK'];

const STATUS = '/var/lib/dpkg/status';

async function compare(before: string, after: string): Promise<DiskDiff> {
  const inspector = await openInspector();
  return valueOf(
    await withFileSource(before, (old) => withFileSource(after, (fresh) => inspector.compare(old, fresh))),
  );
}

function valueOf<T>(fact: Fact<T>): T {
  assert.ok(fact.known, JSON.stringify(fact));
  return fact.value;
}

/** Puts another status of dpkg onto a file system, as an upgrade does. @param at of the file system in the file, in bytes. */
async function upgrade(image: string, at: number, revise: (status: string) => string): Promise<void> {
  const [device, status] = [`${image}?offset=${at}`, `${image}.status`];
  await program(['debugfs', '-R', `dump ${STATUS} ${status}`, device]);
  await writeFile(status, revise(await readFile(status, 'utf8')));
  await program(['debugfs', '-w', '-R', `rm ${STATUS}`, device]);
  await program(['debugfs', '-w', '-R', `write ${status} ${STATUS}`, device]);
}

describe('two disks that are compared', () => {
  it('differ in exactly the packages that were upgraded, added and removed', async () => {
    await withDirectory(async (directory) => {
      const [before, after] = [path.join(directory, 'before'), path.join(directory, 'after')];
      await makeFileSystem(before, 'ext4', GOOD_ASTRA);
      await copyFile(before, after);
      const vim = 'Package: vim\nStatus: install ok installed\nArchitecture: amd64\nVersion: 2:9.1\n\n';
      await upgrade(after, 0, (status) =>
        status
          .replace('Version: 20.4\n', 'Version: 24.2\n')
          .replace(/(Package: qemu-guest-agent\nStatus: )install ok installed/, '$1deinstall ok config-files')
          .concat(vim),
      );
      const { facts, systems, parts } = await compare(before, after);
      assert.deepEqual(facts, []);
      assert.deepEqual(systems, [
        {
          before: 'disk',
          after: 'disk',
          facts: [],
          packages: {
            known: true,
            value: {
              added: [{ name: 'vim', version: '2:9.1', architecture: 'amd64' }],
              removed: [{ name: 'qemu-guest-agent', version: '1:5.2', architecture: 'amd64' }],
              changed: [{ name: 'cloud-init', architecture: 'amd64', before: '20.4', after: '24.2' }],
            },
          },
          services: { known: true, value: { added: [], removed: [], changed: [] } },
        },
      ]);
      const listed = [{ path: STATUS, change: 'content' }];
      const counts = { added: 0, removed: 0, kind: 0, content: 1, owner: 0 };
      const files = { known: true, value: { counts, listed, incomplete: null } };
      assert.deepEqual(parts, [{ part: 'disk', before: 'ext', after: 'ext', files }]);
    });
  });

  it('differ in their systems, services and facts', async () => {
    await withDirectory(async (directory) => {
      const [before, after] = [path.join(directory, 'before'), path.join(directory, 'after')];
      await makeFileSystem(before, 'ext4', GOOD_ASTRA);
      await makeFileSystem(after, 'ext4', {
        ...GOOD_ASTRA,
        'etc/astra_license': 'DESCRIPTION="Astra Linux Special Edition (smolensk)"\n',
        'etc/systemd/system/xrdp.service': { link: '/dev/null' },
      });
      const [system] = (await compare(before, after)).systems;
      assert.ok(system);
      const edition = {
        fact: 'edition',
        before: { known: true, value: 'orel' },
        after: { known: true, value: 'smolensk' },
      };
      assert.deepEqual(system.facts, [edition]);
      assert.deepEqual(valueOf(system.services).changed, [
        { name: 'xrdp.service', before: 'disabled', after: 'masked' },
      ]);
    });
  });

  it('of which one is encrypted, are unknown and say why', async () => {
    await withDirectory(async (directory) => {
      const before = path.join(directory, 'before');
      await makeFileSystem(before, 'ext4', GOOD_ASTRA);
      const inspector = await openInspector();
      const { systems, parts } = valueOf(
        await withFileSource(before, (disk) => inspector.compare(disk, bufferSource(luksImage()))),
      );
      assert.equal(systems[0]?.after, null);
      const [part] = parts;
      assert.deepEqual([part?.before, part?.after], ['ext', 'luks']);
      assert.deepEqual(part?.files, { known: false, reason: 'After: there is no file system to read (luks).' });
    });
  });

  it('of Debian guests, differ in exactly the packages that were upgraded', { skip: GUEST === undefined }, async () => {
    await withDirectory(async (directory) => {
      const after = path.join(directory, 'after');
      const before = GUEST ?? '';
      await copyFile(before, after, constants.COPYFILE_FICLONE);
      const { layout } = await compare(before, before);
      const root = layout.parts.find(({ content }) => content.kind === 'file-system' && content.type === 'ext');
      await upgrade(after, root?.offset ?? 0, (status) =>
        status
          .replace(/(Package: bash\n[^]*?\nVersion: ).*/, '$199.1')
          .replace(/(Package: dash\n[^]*?\nVersion: ).*/, '$199.2'),
      );
      const [system] = (await compare(before, after)).systems;
      assert.ok(system);
      const { added, removed, changed } = valueOf(system.packages);
      assert.deepEqual([added, removed], [[], []]);
      assert.deepEqual(
        changed.map(({ name, after: version }) => [name, version]),
        [
          ['bash', '99.1'],
          ['dash', '99.2'],
        ],
      );
    });
  });
});
