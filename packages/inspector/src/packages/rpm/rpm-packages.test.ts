import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { it } from 'node:test';
import { componentsOf, DiskError } from '@ingot/disk';
import { memoryTree, program } from '@ingot/disk/testing';
import { treeFiles } from '../../guest/tree-files.ts';
import { bareTree } from '../../linux/mounted-tree.ts';
import type { Packages } from '../../report/findings.ts';
import { withDirectory } from '../../testing/linux-disk.ts';
import { rpmPackages } from './rpm-packages.ts';

function packagesIn(files: Readonly<Record<string, Buffer | string>>): Promise<Packages | null> {
  const tree = bareTree(memoryTree(files));
  return rpmPackages(treeFiles(tree, { split: componentsOf, start: '', ignoreCase: false }));
}

/** A database that rpm itself wrote, with some packages in it, one of them too long for a page. */
async function database(directory: string): Promise<{ file: Buffer; said: string[] }> {
  const db = path.join(directory, 'db');
  const options = ['--define', `_topdir ${directory}/build`, '--define', `_rpmdir ${directory}`] as const;
  for (const [name, epoch] of [
    ['guest-agent', ''],
    ['cloud-init', 'Epoch: 3\n'],
  ] as const) {
    const spec = path.join(directory, `${name}.spec`);
    const words = `${'many words '.repeat(2000)}\n`;
    await writeFile(
      spec,
      `Name: ${name}\nVersion: 1.2\nRelease: 7\n${epoch}Summary: x\nLicense: x\nBuildArch: noarch\n%description\n${words}%files\n`,
    );
    await program(['rpmbuild', '-bb', '--quiet', ...options, spec]);
    const built = `${directory}/noarch/${name}-1.2-7.noarch.rpm`;
    await program(['rpm', '--dbpath', db, '--install', '--justdb', '--nodeps', '--ignorearch', '--noplugins', built]);
  }
  const format = '%{NAME} %{EVR} %{ARCH}\\n';
  const said = (await program(['rpm', '--dbpath', db, '-qa', '--queryformat', format])).toString();
  return { file: await readFile(path.join(db, 'rpmdb.sqlite')), said: said.trim().split('\n').toSorted() };
}

it('finds what rpm finds', () =>
  withDirectory(async (directory) => {
    const { file, said } = await database(directory);
    const packages = await packagesIn({ 'var/lib/rpm/rpmdb.sqlite': file });
    const found = packages?.installed.map(({ name, version, architecture }) => `${name} ${version} ${architecture}`);
    assert.deepEqual(found?.toSorted(), said);
    assert.deepEqual(said, ['cloud-init 3:1.2-7 noarch', 'guest-agent 1.2-7 noarch']);

    await assert.rejects(
      packagesIn({ 'var/lib/rpm/rpmdb.sqlite': file, 'var/lib/rpm/rpmdb.sqlite-wal': 'x' }),
      /a log that is not read/,
    );
    await assert.rejects(packagesIn({ 'var/lib/rpm/rpmdb.sqlite': file.subarray(0, 4096) }), DiskError);
    for (let at = 0; at < file.length; at += 97) {
      const changed = Buffer.from(file);
      changed.writeUInt8(changed.readUInt8(at) ^ 0xff, at);
      await packagesIn({ 'var/lib/rpm/rpmdb.sqlite': changed }).catch((error: unknown) => {
        assert.ok(error instanceof DiskError, String(error));
      });
    }
  }));

it('says that it does not read older databases', async () => {
  await assert.rejects(packagesIn({ 'var/lib/rpm/Packages': 'x' }), /older form/);
  assert.equal(await packagesIn({ 'etc/os-release': 'x' }), null);
});
