import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { localBackend } from '../backends/local/local-backend.ts';
import { rejectsWith } from '../testing/pack-backend-suite.ts';
import { readNote, writeNote } from './note.ts';
import { newPackId } from './pack-id.ts';

const directory = await mkdtemp(join(tmpdir(), 'ingot-notes-'));
const backend = await localBackend(directory);
after(async () => {
  await backend.close();
  await rm(directory, { recursive: true });
});

describe('a note', () => {
  for (const text of ['', 'a', 'Образ с рабочим столом', 'x'.repeat(1_000_000), '🙂'.repeat(200_000)]) {
    it(`of ${text.length} characters is read as it was written`, async () => {
      const pack = newPackId();
      await writeNote(backend, pack, text);
      assert.equal(await readNote(backend, pack), text);
    });
  }

  it('is refused when any byte of it has changed', async () => {
    const pack = newPackId();
    await writeNote(backend, pack, 'the name of an image');
    const path = join(directory, 'packs', pack.slice(0, 2), `${pack}.pack`);
    const bytes = await readFile(path);
    for (const place of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(place) ^ 0x20, place);
      await writeFile(path, changed);
      await rejectsWith('corrupt', readNote(backend, pack));
    }
  });

  it('that is not there is missing', async () => {
    await rejectsWith('missing', readNote(backend, newPackId()));
  });
});
