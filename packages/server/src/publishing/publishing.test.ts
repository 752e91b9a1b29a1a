import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import type { ProfileResult } from '@ingot/inspector';
import { testProject } from '../images/testing/arbitraries.ts';
import { caller } from '../images/testing/image-world.ts';
import { hasCode, IngotError } from '../kernel/errors.ts';
import { newImageId, newImagePoolId, parseFamilyName } from '../kernel/ids.ts';
import { orderOf } from './publication-job.ts';
import type { NewDesktopImage } from './publication-order.ts';
import { publishAgain } from './publish-again.ts';
import { ADMIN, form, openWorld, OWNER, type PublishingWorld } from './testing/publishing-world.ts';

const run = promisify(execFile);
const MIB = 2 ** 20;
/** 6 MiB with data here and there. */
const DISK = Buffer.concat([randomBytes(MIB), Buffer.alloc(4 * MIB), randomBytes(MIB)]);
const DRIVER = { qcow2: 'qcow2', vhd: 'vpc' } as const;

/** That a file of a pool is the disk, by the eyes of `qemu-img`. */
async function judge(world: PublishingWorld, directory: string, name: string, disk: Buffer): Promise<void> {
  const plain = path.join(await world.newDirectory(), 'disk.raw');
  await writeFile(plain, disk);
  const type = name.endsWith('.vhd') ? 'vhd' : 'qcow2';
  const { stdout } = await run('qemu-img', [
    'compare',
    '-f',
    'raw',
    '-F',
    DRIVER[type],
    plain,
    path.join(directory, name),
  ]);
  assert.match(stdout, /identical/);
}

async function scene(context: TestContext) {
  const world = await openWorld(context);
  return { ...world, pool: await world.newPool() };
}

describe('a clone', () => {
  it('leaves the machine, makes a desktop image with its file, and a snapshot afterwards', async (context) => {
    const world = await scene(context);
    const { publishing, pool, machines } = world;
    const machine = world.newMachine(DISK, { properties: { hw_firmware_type: 'uefi' } });
    const begun = await publishing.machineClone(OWNER, machine, { ...form(pool.id), snapshot: 'after clone' });
    assert.equal((await world.ended(begun.id)).state.status, 'done');
    assert.deepEqual(machines.look(machine)?.snapshots, ['after clone']);
    assert.equal(machines.look(machine)?.publication, null);
    const { desktopImage, image, artefacts } = await publishing.desktopImageGet(OWNER, begun.imageId);
    assert.equal(desktopImage.state.status, 'active');
    assert.deepEqual(
      [desktopImage.fileType, desktopImage.imageType, desktopImage.sourceName],
      ['qcow2', 'tci', 'source'],
    );
    assert.equal(image.name, 'desktop');
    assert.equal(image.state.status, 'active');
    assert.partialDeepStrictEqual(image.properties, { hw_firmware_type: 'uefi', os_type: 'linux' });
    const name = `${image.id}.qcow2`;
    assert.deepEqual(await world.filesIn(pool.directory), [name]);
    const bytes = await readFile(path.join(pool.directory, name));
    const [artefact] = artefacts;
    assert.ok(artefact?.state.status === 'ready');
    assert.equal(artefact.state.sha256, createHash('sha256').update(bytes).digest('hex'));
    await judge(world, pool.directory, name, DISK);
    assert.deepEqual((await publishing.poolGet(OWNER, pool.id)).usage, { artefacts: 1, bytes: bytes.length });
  });

  it('can be a new version of a family that is not its latest yet', async (context) => {
    const { publishing, pool, newMachine, ended, images } = await scene(context);
    const family = parseFamilyName('office') ?? assert.fail();
    const begun = await publishing.machineClone(OWNER, newMachine(DISK), form(pool.id, { family, held: true }));
    await ended(begun.id);
    const { properties } = await images.imageGet(OWNER, begun.imageId);
    assert.partialDeepStrictEqual(properties, { family: 'office', ingot_release: 'held' });
  });
});

describe('a conversion', () => {
  it('deletes the machine once the image is active', async (context) => {
    const world = await scene(context);
    const machine = world.newMachine(DISK, { imageType: 'voi', osType: 'windows' });
    const begun = await world.publishing.machineConvert(OWNER, machine, form(world.pool.id));
    assert.partialDeepStrictEqual(await world.ended(begun.id), { state: { status: 'done' } });
    assert.equal(world.machines.look(machine), null);
    await judge(world, world.pool.directory, `${begun.imageId}.vhd`, DISK);
  });

  it('that fails leaves the machine as it was, and nothing else', async (context) => {
    const world = await openWorld(context, {
      lookAt: async () => Promise.reject(new IngotError('unavailable', 'Nobody can look now.')),
    });
    const pool = await world.newPool();
    const machine = world.newMachine(DISK);
    const begun = await world.publishing.machineConvert(OWNER, machine, { ...form(pool.id), profile: 'h3c-tci' });
    const { state } = await world.ended(begun.id);
    assert.ok(state.status === 'failed' && state.failure === 'Nobody can look now.');
    assert.equal((await world.jobs.jobFind(begun.task))?.state.status, 'failed');
    assert.deepEqual(world.machines.look(machine)?.publication, null);
    assert.deepEqual(await world.filesIn(pool.directory), []);
    await assert.rejects(world.publishing.desktopImageGet(OWNER, begun.imageId), (error) =>
      hasCode(error, 'not-found'),
    );
  });
});

it('what came to nothing is asked for again by what it was asked for with', async (context) => {
  let canLook = false;
  const world = await openWorld(context, {
    lookAt: async () => {
      if (!canLook) throw new IngotError('unavailable', 'Nobody can look now.');
      return { findings: null, results: [] };
    },
  });
  const { publishing } = world;
  const pool = await world.newPool();
  const wanted = { ...form(pool.id, { name: 'again' }), profile: 'h3c-tci', snapshot: 'kept' };
  const failed = await publishing.machineClone(OWNER, world.newMachine(DISK), wanted);
  assert.equal((await world.ended(failed.id)).state.status, 'failed');
  canLook = true;
  const order = orderOf((await world.jobs.jobFind(failed.task)) ?? assert.fail());
  assert.deepEqual(order, { kind: 'clone', wanted });
  const again = await publishAgain(publishing, OWNER, failed, order);
  assert.deepEqual([again.source, again.poolId], [failed.source, pool.id]);
  assert.equal((await world.ended(again.id)).state.status, 'done');
  assert.equal((await publishing.desktopImageGet(OWNER, again.imageId)).image.name, 'again');
});

it('a disk that does not pass what it must is not published, with the rules that it breaks', async (context) => {
  const result: ProfileResult = {
    profile: 'h3c-tci',
    version: '1',
    hash: 'a'.repeat(64),
    verdict: 'fail',
    rules: [{ rule: 'agent', outcome: 'fail', evidence: [], reasons: [] }],
  };
  const world = await openWorld(context, { lookAt: async () => ({ findings: null, results: [result] }) });
  const pool = await world.newPool();
  const wanted = { ...form(pool.id), profile: 'h3c-tci' };
  const strict = await world.publishing.machineClone(OWNER, world.newMachine(DISK), { ...wanted, mustPass: true });
  const { state } = await world.ended(strict.id);
  assert.ok(state.status === 'failed');
  assert.match(state.failure, /does not pass h3c-tci \(agent\)/);
  const lenient = await world.publishing.machineClone(OWNER, world.newMachine(DISK), wanted);
  const done = await world.ended(lenient.id);
  assert.equal(done.state.status, 'done');
  assert.deepEqual(done.checks, [{ profile: 'h3c-tci', mustPass: false, verdict: 'fail' }]);
});

it('what takes a boot test is no part of publishing, whatever the policy of the project asks', async (context) => {
  const judged = { profile: 'clean-image', version: '1', hash: 'a'.repeat(64), rules: [] };
  const result: ProfileResult = { ...judged, verdict: 'pass' };
  const world = await openWorld(context, {
    lookAt: async () => ({ findings: null, results: [result] }),
    policy: { required: ['boot-test', 'clean-image'], checked: [] },
  });
  const pool = await world.newPool();
  const machine = world.newMachine(DISK);
  const wanted = world.publishing.machineClone(OWNER, machine, { ...form(pool.id), profile: 'boot-test' });
  await assert.rejects(wanted, (error) => hasCode(error, 'invalid'));
  const { id } = await world.publishing.machineClone(OWNER, machine, form(pool.id));
  const { state, checks } = await world.ended(id);
  assert.equal(state.status, 'done');
  assert.deepEqual(checks, [{ profile: 'clean-image', mustPass: true, verdict: 'pass' }]);
});

describe('an image that is there', () => {
  it('becomes a desktop image, gets files in other pools, and loses them', async (context) => {
    const world = await scene(context);
    const { publishing, pool } = world;
    const id = await world.upload(DISK);
    const imported = await publishing.desktopImageImport(OWNER, id, {
      imageType: 'vdi',
      poolId: pool.id,
      profile: null,
    });
    assert.equal((await world.ended(imported.id)).state.status, 'done');
    await judge(world, pool.directory, `${id}.qcow2`, DISK);
    const again = publishing.desktopImageImport(OWNER, id, { imageType: 'vdi', poolId: pool.id, profile: null });
    await assert.rejects(again, (error) => hasCode(error, 'conflict'));
    const other = await world.newPool();
    const deployed = await publishing.desktopImageDeploy(OWNER, id, other.id);
    assert.equal((await world.ended(deployed.id)).state.status, 'done');
    assert.deepEqual(await world.filesIn(other.directory), [`${id}.qcow2`]);
    await publishing.desktopImageWithdraw(OWNER, id, other.id);
    assert.deepEqual(await world.filesIn(other.directory), []);
    await assert.rejects(publishing.desktopImageWithdraw(OWNER, id, pool.id), (error) => hasCode(error, 'conflict'));
  });

  it('keeps its pool, and its parent, and is kept by neither', async (context) => {
    const world = await scene(context);
    const { publishing, pool, images } = world;
    const parent = await world.upload(DISK);
    const wanted = { imageType: 'vdi', poolId: pool.id, profile: null } as const;
    await world.ended((await publishing.desktopImageImport(OWNER, parent, wanted)).id);
    const child = await world.upload(Buffer.concat([DISK, randomBytes(MIB)]));
    await world.ended((await publishing.desktopImageImport(OWNER, child, { ...wanted, parentId: parent })).id);
    const refused = [
      () => publishing.desktopImageDelete(OWNER, parent),
      () => images.imageDelete(OWNER, parent),
      () => images.imageDelete(OWNER, child),
      () => publishing.poolDelete(ADMIN, pool.id),
    ];
    for (const each of refused) await assert.rejects(each, (error) => hasCode(error, 'conflict'));
    await publishing.desktopImageDelete(OWNER, child);
    await publishing.desktopImageDelete(OWNER, parent);
    assert.deepEqual(await world.filesIn(pool.directory), []);
    await publishing.poolDelete(ADMIN, pool.id);
    assert.deepEqual((await publishing.poolList(OWNER, { after: null, limit: 10 })).items, []);
  });

  it('is given out as the file that lies in its pool', async (context) => {
    const { publishing, pool, upload, ended } = await scene(context);
    const id = await upload(DISK);
    await ended(
      (await publishing.desktopImageImport(OWNER, id, { imageType: 'vdi', poolId: pool.id, profile: null })).id,
    );
    const file = await publishing.desktopImageOpen(OWNER, id, null);
    const hash = createHash('sha256');
    await file.send(async (pieces) => pieces.forEach((piece) => hash.update(piece)), {
      offset: 0,
      length: file.size,
      signal: AbortSignal.timeout(10_000),
    });
    await file.close();
    assert.equal(hash.digest('hex'), file.sha256);
    assert.equal(file.name, 'a disk.qcow2');
    await assert.rejects(publishing.desktopImageOpen(caller('p2'), id, null), (error) => hasCode(error, 'not-found'));
  });
});

it('what could not be imported is known before there is an image', async (context) => {
  const { publishing, pool } = await scene(context);
  const check = (more: Partial<NewDesktopImage>): Promise<void> =>
    publishing.desktopImageCheck(OWNER, testProject('p1'), {
      imageType: 'voi',
      osType: 'linux',
      poolId: pool.id,
      ...more,
    });
  await check({ profile: null });
  await assert.rejects(check({ poolId: newImagePoolId() }), /no image pool/);
  await assert.rejects(check({ fileType: 'vhd' }), (error) => {
    return hasCode(error, 'invalid') && error.reason === 'VOI_LINUX_REQUIRES_QCOW2';
  });
  await assert.rejects(check({ parentId: newImageId() }), /no active desktop image/);
  await assert.rejects(check({ configuration: { kind: 'dedicated', flavor: 'no-such' } }), /no flavor/);
  const elsewhere = publishing.desktopImageCheck(OWNER, testProject('p2'), { imageType: 'vdi', poolId: pool.id });
  await assert.rejects(elsewhere, (error) => hasCode(error, 'forbidden'));
});

describe('a flavor of dedicated endpoints', () => {
  const dedicated = (flavor: string | null) => ({ configuration: { kind: 'dedicated', flavor } as const });

  it('is there, and for such desktops', async (context) => {
    const { publishing, pool, newMachine, machines } = await scene(context);
    const machine = newMachine(DISK, { imageType: 'tci' });
    for (const [flavor, reason] of [
      ['no-such', 'FLAVOR_UNKNOWN'],
      ['vdi-low', 'FLAVOR_NOT_FOR_IMAGE_TYPE'],
    ] as const) {
      const refused = publishing.machineClone(OWNER, machine, form(pool.id, dedicated(flavor)));
      await assert.rejects(refused, (error) => hasCode(error, 'invalid') && error.reason === reason);
    }
    assert.deepEqual(machines.look(machine)?.publication, null);
    assert.deepEqual((await publishing.desktopImageList(OWNER, { limit: 10 })).items, []);
  });

  it('is one of the project whose image it is, whoever publishes it', async (context) => {
    const { publishing, pool, newMachine, ended, flavors } = await scene(context);
    const [theirs, ours] = [caller('p2', 'admin'), 'kiosk'];
    await flavors.flavorCreate(OWNER, { name: ours, vcpus: 1, memoryMib: 512 });
    await flavors.flavorCreate(theirs, { name: 'elsewhere', vcpus: 1, memoryMib: 512 });
    const machine = newMachine(DISK);
    const refused = publishing.machineClone(theirs, machine, form(pool.id, dedicated('elsewhere')));
    await assert.rejects(refused, (error) => hasCode(error, 'invalid') && error.reason === 'FLAVOR_UNKNOWN');
    const { id, imageId } = await publishing.machineClone(theirs, machine, form(pool.id, dedicated(ours)));
    await ended(id);
    const { desktopImage } = await publishing.desktopImageUpdate(theirs, imageId, dedicated(ours));
    assert.deepEqual(desktopImage.configuration, { kind: 'dedicated', flavor: ours });
    const changed = publishing.desktopImageUpdate(theirs, imageId, dedicated('elsewhere'));
    await assert.rejects(changed, (error) => hasCode(error, 'invalid'));
  });

  it('is checked when a desktop image is changed, too; none is the default', async (context) => {
    const { publishing, pool, newMachine, ended } = await scene(context);
    const machine = newMachine(DISK, { imageType: 'tci' });
    const { id, imageId } = await publishing.machineClone(OWNER, machine, form(pool.id, dedicated('voi-c107v')));
    await ended(id);
    const shown = await publishing.desktopImageUpdate(OWNER, imageId, dedicated(null));
    assert.deepEqual(shown.desktopImage.configuration, { kind: 'dedicated', flavor: null });
    const refused = publishing.desktopImageUpdate(OWNER, imageId, { name: 'new', ...dedicated('no-such') });
    await assert.rejects(refused, (error) => hasCode(error, 'invalid'));
    assert.equal((await publishing.desktopImageGet(OWNER, imageId)).image.name, 'desktop');
  });
});
