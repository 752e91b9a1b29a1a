import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { BAD_WINDOWS, GOOD_WINDOWS, makeWindowsDisk } from '@ingot/disk/testing';
import { CLEAN, makeLinuxDisk, USED, type Tree } from './testing/astra-disk.ts';
import { startWorld, type World } from './testing/authorization-matrix/world.ts';

/** From the bytes that a user uploads to what he is told of them, with the real reading process in between. */

interface Rule {
  readonly id: string;
  readonly outcome: string;
  readonly evidence: readonly { readonly path: string; readonly what: string }[];
}
interface Report {
  readonly id: string;
  readonly status: string;
  readonly root: string | null;
  readonly profiles: readonly { readonly id: string; readonly verdict: string | null }[];
  readonly contradictions: readonly object[];
  readonly results: readonly { readonly profile: string; readonly verdict: string; readonly rules: readonly Rule[] }[];
}
interface Failure {
  readonly error: { readonly code: string; readonly message: string };
}

let directory: string;
let world: World;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-inspection-'));
  world = await startWorld();
});
after(async () => {
  await world.stop();
  await rm(directory, { recursive: true });
});

function linuxDisk(tree: Tree): Promise<Buffer> {
  return makeLinuxDisk(directory, tree);
}

async function windowsDisk(
  ...options: Parameters<typeof makeWindowsDisk> extends [string, ...infer Rest] ? Rest : never
) {
  const image = path.join(await mkdtemp(path.join(directory, 'windows-')), 'disk');
  await makeWindowsDisk(image, ...options);
  return readFile(image);
}

async function newImage(fields: object = {}): Promise<string> {
  const image = { disk_format: 'raw', container_format: 'bare', visibility: 'private', ...fields };
  return ((await world.asMember('POST', '/v2/images', image)) as { id: string }).id;
}

async function upload(id: string, bytes: Buffer): Promise<void> {
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await world.send('member', 'PUT', `/v2/images/${id}/file`, { headers, body: new Uint8Array(bytes) });
  assert.equal(answer.status, 204, await answer.text());
}

async function patch(id: string, changes: readonly object[]): Promise<void> {
  const answer = await world.send('member', 'PATCH', `/v2/images/${id}`, {
    headers: PATCH,
    body: JSON.stringify(changes),
  });
  assert.equal(answer.status, 200, await answer.text());
}

async function imageOf(bytes: Buffer, fields: object = {}): Promise<string> {
  const id = await newImage(fields);
  await upload(id, bytes);
  return id;
}

async function check(id: string, profiles?: readonly string[]): Promise<Report> {
  const asked = (await world.asMember('POST', `/api/v1/images/${id}/reports`, profiles ? { profiles } : {})) as Report;
  return ended(asked.id);
}

async function ended(id: string): Promise<Report> {
  for (;;) {
    const report = (await world.asMember('GET', `/api/v1/reports/${id}`)) as Report;
    if (report.status !== 'waiting' && report.status !== 'running') return report;
    await sleep(50);
  }
}

/** Rules that are not met, of one profile. */
function broken({ results }: Report, profile: string): string[] {
  const rules = results.find((result) => result.profile === profile)?.rules ?? [];
  return rules.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn').map(({ id }) => id);
}

function verdicts({ profiles }: Report): Record<string, string | null> {
  return Object.fromEntries(profiles.map(({ id, verdict }) => [id, verdict]));
}

async function refused(method: string, target: string, body: unknown, headers: object = {}): Promise<string> {
  const init = { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
  const answer = await world.send('admin', method, target, init);
  assert.equal(answer.status, 409);
  const text = await answer.text();
  return text.startsWith('{') ? ((JSON.parse(text) as Failure).error.message ?? text) : text;
}

const PATCH = { 'content-type': 'application/openstack-images-v2.1-json-patch' };

describe('reports on images', () => {
  it('pass a clean Astra Linux, and show that on the image', async () => {
    const id = await imageOf(await linuxDisk(CLEAN));
    const report = await check(id, ['vk-cloud-desktop', 'clean-image']);
    assert.deepEqual(broken(report, 'vk-cloud-desktop'), []);
    assert.deepEqual(broken(report, 'clean-image'), []);
    assert.deepEqual(verdicts(report), { 'vk-cloud-desktop': 'pass', 'clean-image': 'pass' });
    const image = (await world.asMember('GET', `/v2/images/${id}`)) as Record<string, string>;
    assert.equal(image['ingot_compliance_vk_cloud_desktop'], 'pass');
    assert.equal(image['ingot_compliance_clean_image'], 'pass');
  });

  it('put what was found on the image where nothing was said, and never over what was', async () => {
    const found = await linuxDisk({ ...CLEAN, 'etc/motd': 'found' });
    const id = await imageOf(found, { os_distro: 'mine', os_version: 'gone' });
    await patch(id, [{ op: 'remove', path: '/os_version' }]);
    const first = await check(id, ['clean-image']);
    assert.deepEqual(first.contradictions, [{ property: 'os_distro', value: 'mine', found: 'astra' }]);
    const image = (await world.asMember('GET', `/v2/images/${id}`)) as Record<string, string | number>;
    assert.deepEqual(
      [image['os_type'], image['os_distro'], image['os_version'], image['hw_qemu_guest_agent'], image['min_disk']],
      ['linux', 'mine', undefined, 'yes', 1],
    );
    await patch(id, [{ op: 'remove', path: '/os_type' }]);
    await check(id, ['clean-image', 'vk-cloud-desktop']);
    const later = (await world.asMember('GET', `/v2/images/${id}`)) as Record<string, string>;
    assert.equal(later['os_type'], undefined);
    assert.equal(later['ingot_compliance_vk_cloud_desktop'], 'pass');
    // Taken over from an equal disk, without a look at it.
    const equal = await imageOf(found);
    await check(equal, ['clean-image']);
    const copy = (await world.asMember('GET', `/v2/images/${equal}`)) as Record<string, string>;
    assert.deepEqual([copy['os_type'], copy['os_distro'], copy['os_version']], ['linux', 'astra', '1.7']);
  });

  it('say of a used one what is wrong, and where, and no secret', async () => {
    const report = await check(await imageOf(await linuxDisk(USED)));
    assert.deepEqual(broken(report, 'vk-cloud-desktop'), ['guest-agent', 'cloud-init', 'rdp']);
    assert.deepEqual(broken(report, 'clean-image'), ['machine-id', 'ssh-host-keys', 'private-keys']);
    assert.deepEqual(broken(report, 'h3c-tci'), ['tci-qcow2'], 'it is raw');
    const text = JSON.stringify(report);
    assert.ok(!text.includes('the-secret-of') && !text.includes('0123456789abcdef'));
    assert.match(text, /\/home\/user\/\.ssh\/id_rsa/);
    for (const [language, words] of [
      ['ru', /Есть|Закрытых ключей нет/],
      ['en', /There are no private keys/],
    ] as const) {
      const page = await world.send('member', 'GET', `/api/v1/reports/${report.id}/page?lang=${language}`);
      assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
      assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
      const html = await page.text();
      assert.match(html, words);
      assert.ok(!html.includes('the-secret-of'));
    }
  });

  it('show names out of an image as text', async () => {
    const evil = '<script>alert(1)</script>';
    const bytes = await linuxDisk({ ...CLEAN, [`etc/ssh/ssh_host_${evil.replace('/', '_')}`]: 'x' });
    const report = await check(await imageOf(bytes), ['clean-image']);
    assert.deepEqual(broken(report, 'clean-image'), ['ssh-host-keys']);
    const html = await (await world.send('member', 'GET', `/api/v1/reports/${report.id}/page`)).text();
    assert.ok(html.includes('&lt;script&gt;') && !html.includes('<script>'));
  });

  it('judge a Windows', async () => {
    const good = await check(await imageOf(await windowsDisk(GOOD_WINDOWS)), ['vk-cloud-desktop', 'clean-image']);
    assert.deepEqual(
      verdicts(good),
      { 'vk-cloud-desktop': 'pass', 'clean-image': 'pass' },
      JSON.stringify(good.results),
    );
    const bad = await check(await imageOf(await windowsDisk(BAD_WINDOWS, { firmware: 'bios' })));
    assert.deepEqual(verdicts(bad), {
      'vk-cloud-desktop': 'fail',
      'h3c-voi': 'fail',
      'h3c-tci': 'fail',
      'clean-image': 'fail',
    });
    for (const rule of ['domain-edition', 'guest-agent-windows', 'cloudbase-init']) {
      assert.ok(broken(bad, 'vk-cloud-desktop').includes(rule), rule);
    }
    for (const rule of [
      'shut-down',
      'sysprep',
      'domain-join-windows',
      'answer-file-passwords',
      'private-keys-windows',
    ]) {
      assert.ok(broken(bad, 'clean-image').includes(rule), rule);
    }
  });

  it('know nothing of what cannot be read, and say so', async () => {
    const whole = await linuxDisk(CLEAN);
    const locked = await windowsDisk(GOOD_WINDOWS, { bitLocker: true });
    for (const bytes of [locked, Buffer.alloc(2 ** 20), whole.subarray(0, 2 ** 20)]) {
      const report = await check(await imageOf(bytes), ['vk-cloud-desktop', 'clean-image']);
      assert.deepEqual(verdicts(report), { 'vk-cloud-desktop': 'unknown', 'clean-image': 'unknown' });
    }
  });

  it('are cancelled by those who asked for them, and stay cancelled', async () => {
    const images = [];
    for (const motd of ['first', 'second']) {
      images.push(await imageOf(await linuxDisk({ ...CLEAN, 'etc/motd': `cancelled ${motd}` })));
    }
    const asked: Report[] = [];
    for (const id of images) asked.push((await world.asMember('POST', `/api/v1/images/${id}/reports`, {})) as Report);
    const [first, second] = asked.map(({ id }) => id);
    assert.ok(first !== undefined && second !== undefined);
    // It waits for the first, or has just begun.
    await world.asMember('POST', `/api/v1/reports/${second}/cancel`);
    const { status, results } = await ended(second);
    assert.deepEqual([status, results], ['cancelled', []]);
    assert.equal((await ended(first)).status, 'done');
    // One that is over stays as it is.
    await world.asMember('POST', `/api/v1/reports/${first}/cancel`);
    assert.equal((await ended(first)).status, 'done');
    const image = (await world.asMember('GET', `/v2/images/${images[1]}`)) as Record<string, string>;
    assert.equal(image['ingot_compliance_clean_image'], undefined);
  });

  it('are taken over from an equal disk', async () => {
    const bytes = await linuxDisk(USED);
    const first = await check(await imageOf(bytes), ['clean-image']);
    const id = await imageOf(bytes);
    const second = (await world.asMember('POST', `/api/v1/images/${id}/reports`, {
      profiles: ['clean-image'],
    })) as Report;
    assert.equal(second.status, 'done');
    assert.equal(second.root, first.root);
    assert.deepEqual((await ended(second.id)).results, first.results);
    const image = (await world.asMember('GET', `/v2/images/${id}`)) as Record<string, string>;
    assert.equal(image['ingot_compliance_clean_image'], 'fail');
  });

  it('keep images that have not passed from being public, where the project asks for that', async () => {
    const policy = `/api/v1/projects/${world.home}/image-policy`;
    await world.asAdmin('PUT', policy, { required: ['clean-image'], checked: [] });
    try {
      const bad = await imageOf(await linuxDisk({ ...USED, 'etc/motd': 'bad' }));
      const open = [{ op: 'replace', path: '/visibility', value: 'public' }];
      assert.match(await refused('PATCH', `/v2/images/${bad}`, open, PATCH), /clean-image/);
      await check(bad, ['clean-image']);
      assert.match(
        await refused('PATCH', `/v2/images/${bad}`, open, PATCH),
        /clean-image fails \(machine-id, ssh-host-keys, private-keys\)/,
      );
      const good = await imageOf(await linuxDisk({ ...CLEAN, 'etc/motd': 'good' }));
      await check(good, ['clean-image']);
      await world.asAdmin('PATCH', `/v2/images/${good}`, open, PATCH);
      const empty = { disk_format: 'raw', container_format: 'bare', visibility: 'public', owner: world.home };
      assert.match(await refused('POST', '/v2/images', empty), /upload it as private/);
    } finally {
      await world.asAdmin('PUT', policy, { required: [], checked: [] });
    }
  });

  it('decide what becomes the latest of a family', async () => {
    const policy = `/api/v1/projects/${world.home}/image-policy`;
    await world.asAdmin('PUT', policy, { required: ['clean-image'], checked: [] });
    const family = `/api/v1/families/desktops`;
    const latest = async (): Promise<string | null> => {
      const answer = await world.send('member', 'GET', `${family}/latest`);
      return answer.status === 200 ? ((await answer.json()) as { id: string }).id : null;
    };
    try {
      const good = await imageOf(await linuxDisk({ ...CLEAN, 'etc/motd': 'in a family' }), { family: 'desktops' });
      while ((await latest()) !== good) await sleep(50);
      const bad = await imageOf(await linuxDisk({ ...USED, 'etc/motd': 'in a family' }), { family: 'desktops' });
      const { reports } = (await world.asMember('GET', `/api/v1/images/${bad}/reports`)) as { reports: Report[] };
      assert.equal((await ended(reports[0]?.id ?? '')).status, 'done');
      assert.equal(await latest(), good);
      for (const [method, action] of [
        ['POST', 'promote'],
        ['PUT', 'pin'],
      ] as const) {
        const target = `${family}/${action}?project=${world.home}`;
        assert.match(await refused(method, target, { imageId: bad }), /clean-image fails/);
      }
      const outside = await imageOf(await linuxDisk({ ...USED, 'etc/motd': 'outside' }));
      const join = [{ op: 'add', path: '/family', value: 'desktops' }];
      assert.match(await refused('PATCH', `/v2/images/${outside}`, join, PATCH), /not been checked by clean-image/);
    } finally {
      await world.asAdmin('PUT', policy, { required: [], checked: [] });
    }
  });
});
