import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { hasCode } from '../../kernel/errors.ts';
import { newImageId, newImagePoolId } from '../../kernel/ids.ts';
import { DirectoryPool } from './directory-pool.ts';
import type { ArtefactName } from './pool-storage.ts';

let root: string;
before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'ingot-pools-'));
});
after(() => rm(root, { recursive: true }));

const name = (): ArtefactName => `${newImageId()}.qcow2`;

async function newPlace(): Promise<string> {
  return mkdtemp(path.join(root, 'place-'));
}

async function newPool(): Promise<{ readonly pool: DirectoryPool; readonly directory: string }> {
  const directory = await newPlace();
  const pool = new DirectoryPool({ id: newImagePoolId(), directory, reserved: [] });
  await pool.claim();
  return { pool, directory };
}

describe('a place of a pool', () => {
  it('has to be there, named as it is, and nobody else able to write to it', async () => {
    const there = await newPlace();
    const link = path.join(root, 'link');
    await symlink(there, link);
    const file = path.join(root, 'file');
    await writeFile(file, '');
    const open = await newPlace();
    await chmod(open, 0o777);
    for (const directory of [link, `${link}/..`, file, open, path.join(root, 'absent'), 'relative', `${there}/`]) {
      const pool = new DirectoryPool({ id: newImagePoolId(), directory, reserved: [] });
      await assert.rejects(pool.claim(), (error) => hasCode(error, 'invalid'), directory);
    }
    for (const reserved of [there, path.join(there, 'data'), root]) {
      const pool = new DirectoryPool({ id: newImagePoolId(), directory: there, reserved: [reserved] });
      await assert.rejects(pool.claim(), (error) => hasCode(error, 'invalid'));
    }
    assert.deepEqual(await readdir(there), []);
  });

  it('belongs to one pool, until that gives it up', async () => {
    const { pool, directory } = await newPool();
    await pool.claim();
    const other = new DirectoryPool({ id: newImagePoolId(), directory, reserved: [] });
    await assert.rejects(other.claim(), (error) => hasCode(error, 'conflict'));
    await assert.rejects(other.check(), (error) => hasCode(error, 'unavailable'));
    await other.release();
    await pool.check();
    await pool.release();
    await other.claim();
  });

  it('is not used when something else is in its place', async () => {
    const { pool, directory } = await newPool();
    await rename(directory, `${directory}-away`);
    await assert.rejects(pool.check(), (error) => hasCode(error, 'unavailable'));
    await mkdir(directory);
    await assert.rejects(pool.create(name(), 1), (error) => hasCode(error, 'unavailable'));
    assert.deepEqual(await readdir(directory), []);
    await rm(directory, { recursive: true });
    await symlink(`${directory}-away`, directory);
    await assert.rejects(pool.check(), (error) => hasCode(error, 'unavailable'));
  });
});

describe('a file of a pool', () => {
  it('is there when it is committed, and not before', async () => {
    const { pool, directory } = await newPool();
    const artefact = name();
    const bytes = Buffer.concat([randomBytes(5000), Buffer.alloc(100_000)]);
    const given = await pool.create(artefact, bytes.length);
    await given.append([bytes]);
    await given.discard();
    const file = await pool.create(artefact, bytes.length);
    await file.append([bytes.subarray(0, 5000), bytes.subarray(5000)]);
    await assert.rejects(pool.open(artefact), (error) => hasCode(error, 'corrupt'));
    await file.commit();
    assert.ok((await readFile(path.join(directory, artefact))).equals(bytes));
    const opened = await pool.open(artefact);
    assert.equal(opened.size, bytes.length);
    await opened.close?.();
    await pool.remove(artefact);
    await pool.remove(artefact);
    assert.deepEqual(await readdir(directory), ['.ingot-pool']);
  });

  it('keeps the order of what it is given before the last was taken, with holes for zeros', async () => {
    const { pool, directory } = await newPool();
    const artefact = name();
    const pieces = Array.from({ length: 40 }, (_, at) => (at % 7 === 3 ? Buffer.alloc(65_536) : randomBytes(65_536)));
    const bytes = Buffer.concat(pieces);
    const file = await pool.create(artefact, bytes.length);
    await Promise.all(pieces.map((piece) => file.append([piece])));
    await file.commit();
    assert.ok((await readFile(path.join(directory, artefact))).equals(bytes));
    assert.ok((await stat(path.join(directory, artefact))).blocks * 512 < bytes.length);
  });

  it('leads nowhere else, and takes no more room than there is', async () => {
    const { pool, directory } = await newPool();
    const artefact = name();
    const secret = path.join(root, 'secret');
    await writeFile(secret, 'secret');
    await symlink(secret, path.join(directory, artefact));
    await assert.rejects(pool.open(artefact), (error) => hasCode(error, 'corrupt'));
    await symlink(secret, path.join(directory, `.${artefact}.partial`));
    const file = await pool.create(artefact, 4);
    await file.append([Buffer.from('mine')]);
    await file.commit();
    assert.equal(await readFile(secret, 'utf8'), 'secret');
    assert.equal(await readFile(path.join(directory, artefact), 'utf8'), 'mine');
    await assert.rejects(pool.create(name(), Number.MAX_SAFE_INTEGER), (error) => hasCode(error, 'storage-full'));
  });
});
