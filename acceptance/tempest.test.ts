import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pseudoRandom } from './pseudo-random.ts';
import { startService } from './service.ts';
import { runTempest } from './tempest/run-tempest.ts';
import { SKIPPED } from './tempest/skipped.ts';

/** OpenStack's own conformance tests of the Image API: Debian's tempest 33, two workers. */
test('tempest.api.image passes, and skips nothing but what is listed', async (context) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-tempest-'));
  const web = createServer((_request, response) => {
    response.end(Buffer.concat([...pseudoRandom('web-download', 2 ** 20)]));
  }).listen(0, '127.0.0.1');
  await once(web, 'listening');
  const service = await startService({
    data: path.join(directory, 'data'),
    settings: ['--imports.allowed-hosts', '127.0.0.1'],
  });
  try {
    const work = path.join(directory, 'tempest');
    await mkdir(work);
    const results = await runTempest(service.administrator, {
      pattern: String.raw`^tempest\.api\.image\.`,
      workers: 2,
      directory: work,
      httpImage: `http://127.0.0.1:${(web.address() as AddressInfo).port}/image.raw`,
    });
    const passed = results.filter(({ status }) => status === 'success' || status === 'xfail');
    const skipped = results.filter(({ status }) => status === 'skip');
    const failed = results.filter((result) => !passed.includes(result) && !skipped.includes(result));
    context.diagnostic(`tempest: ${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`);
    assert.equal(failed.length, 0, failed.map(({ id, reason }) => `${id}\n${reason}`).join('\n\n'));
    assert.ok(passed.length > 60, `only ${passed.length} tests passed`);
    assert.deepEqual(
      skipped.map(({ id }) => nameOf(id)).toSorted(),
      Object.values(SKIPPED).flat().toSorted(),
      skipped.map(({ id, reason }) => `${nameOf(id)}: ${reason}`).join('\n'),
    );
  } finally {
    await service.stop();
    web.close();
    await rm(directory, { recursive: true });
  }
});

/** `tempest.api.image.v2.test_images.X.test_y[id-…]` → `v2.test_images.X.test_y`; a class that is skipped whole reads `setUpClass (…X)`. */
function nameOf(id: string): string {
  return id.replace('tempest.api.image.', '').replace(/\[.*\]$/, '');
}
