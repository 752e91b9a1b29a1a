import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { openstack } from './openstack.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { startService } from './service.ts';
import { runTempest } from './tempest/run-tempest.ts';

/** What of `tempest.api.volume` needs neither machines nor backups nor the administrator's own API. */
const MODULES = [
  'test_availability_zone',
  'test_image_metadata',
  'test_snapshot_metadata',
  'test_versions',
  'test_volume_absolute_limits',
  'test_volume_delete_cascade',
  'test_volume_metadata',
  'test_volumes_actions.VolumesActionsTest',
  'test_volumes_clone',
  'test_volumes_clone_negative',
  'test_volumes_extend.VolumesExtendTest',
  'test_volumes_get',
  'test_volumes_list',
  'test_volumes_negative',
  'test_volumes_snapshots',
  'test_volumes_snapshots_list',
  'test_volumes_snapshots_negative',
];

/** Tests that need another service say so: for a machine to have a volume, or to back one up. */
const WITHOUT_OTHERS = String.raw`(?!.*\[.*compute)(?!.*snapshot_backup)`;

/** OpenStack's own conformance tests of the Block Storage API: Debian's tempest 33, two workers. */
test('tempest.api.volume passes, and skips nothing but what is listed', async (context) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-tempest-volume-'));
  const service = await startService({ data: path.join(directory, 'data') });
  try {
    const boot = path.join(directory, 'boot.raw');
    await writeFile(boot, pseudoRandom('boot', 8 * 2 ** 20));
    const upload = ['image', 'create', '--public', '--disk-format', 'raw', '--file', boot, '-f', 'value', '-c', 'id'];
    const bootImage = (await openstack(service.administrator)([...upload, 'boot'])).trim();
    const work = path.join(directory, 'tempest');
    await mkdir(work);
    const results = await runTempest(service.administrator, {
      pattern: String.raw`^${WITHOUT_OTHERS}tempest\.api\.volume\.(${MODULES.join('|')})\.`,
      workers: 2,
      directory: work,
      bootImage,
    });
    const passed = results.filter(({ status }) => status === 'success' || status === 'xfail');
    const skipped = results.filter(({ status }) => status === 'skip');
    const failed = results.filter((result) => !passed.includes(result) && !skipped.includes(result));
    context.diagnostic(`tempest: ${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`);
    assert.equal(failed.length, 0, failed.map(({ id, reason }) => `${id}\n${reason}`).join('\n\n'));
    assert.ok(passed.length >= 95, `only ${passed.length} tests passed`);
    assert.deepEqual(
      skipped.map(({ id, reason }) => `${id}: ${reason}`),
      [],
    );
  } finally {
    await service.stop();
    await rm(directory, { recursive: true });
  }
});
