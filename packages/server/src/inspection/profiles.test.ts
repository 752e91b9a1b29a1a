import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { BUILT_IN_PROFILES } from '@ingot/inspector';
import { loadProfiles, ProfilesError } from './profiles.ts';

const words = (text: string) => ({ en: text, ru: text });

const OURS = {
  id: 'ours',
  version: '3',
  title: words('Ours'),
  description: words('What we ask for.'),
  rules: [
    {
      id: 'motd',
      severity: 'requirement',
      title: words('There is a greeting'),
      reason: words('Users are greeted.'),
      remedy: words('Write /etc/motd.'),
      check: { check: 'file', paths: ['/etc/motd'], expect: 'present' },
    },
  ],
};

let directory: string;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-profiles-'));
});
after(() => rm(directory, { recursive: true }));

/** A directory with these files. */
async function withFiles(files: Readonly<Record<string, unknown>>): Promise<string> {
  const place = await mkdtemp(path.join(directory, 'files-'));
  for (const [name, content] of Object.entries(files)) {
    await writeFile(path.join(place, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return place;
}

async function refusal(place: string): Promise<string> {
  const error: unknown = await loadProfiles(place).then(
    () => assert.fail('they were read'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ProfilesError, String(error));
  return error.message;
}

describe('profiles of an administrator', () => {
  it('stand beside the built-in ones, and take the place of those whose id they have', async () => {
    const stricter = { ...OURS, id: 'clean-image' };
    const profiles = await loadProfiles(await withFiles({ 'ours.json': OURS, 'b.json': stricter, 'README.md': '{' }));
    const ids = profiles.list().map(({ id }) => id);
    assert.deepEqual(ids.toSorted(), [...BUILT_IN_PROFILES.map(({ id }) => id), 'ours'].toSorted());
    assert.deepEqual(profiles.get('ours'), OURS);
    assert.deepEqual(profiles.get('clean-image'), stricter);
    assert.ok(profiles.ofDisks().includes('ours'));
  });

  it('need not be there', async () => {
    for (const place of ['none', await withFiles({})]) {
      assert.deepEqual((await loadProfiles(place)).list(), BUILT_IN_PROFILES);
    }
  });

  it('are refused with the name of the file, what is wrong with it, and what to do', async () => {
    const [rule] = OURS.rules;
    const withCheck = (check: object) => ({ ...OURS, rules: [{ ...rule, check }] });
    for (const [content, wrong] of [
      ['{ "id": ', /JSON/],
      [{ ...OURS, rules: [] }, /Not a profile: \/rules/],
      [{ ...OURS, id: 'Ours' }, /Not a profile: \/id/],
      [{ ...OURS, title: { en: 'Ours' } }, /Not a profile: \/title/],
      [{ ...OURS, severity: 'requirement' }, /Not a profile/],
      [withCheck({ check: 'shell', command: 'true' }), /Not a profile: \/rules\/0\/check/],
      [withCheck({ check: 'package', matching: '(' }), /Rule motd of profile ours has "\("/],
      [{ ...OURS, rules: [rule, rule] }, /has the rule motd twice/],
    ] as const) {
      const place = await withFiles({ 'broken.json': content, 'sound.json': { ...OURS, id: 'sound' } });
      const told = await refusal(place);
      assert.ok(told.startsWith(path.join(place, 'broken.json')), told);
      assert.match(told, wrong);
      assert.match(told, /Mend the file, or take it away\.$/);
    }
  });

  it('are refused where two have one id, where one is no file, and where there is no directory', async () => {
    assert.match(await refusal(await withFiles({ 'a.json': OURS, 'b.json': OURS })), /ours is in .*b\.json.*keep one/);
    const place = await withFiles({});
    await mkdir(path.join(place, 'c.json'));
    assert.match(await refusal(place), /c\.json: EISDIR.*Mend the file/);
    assert.match(await refusal(path.join(directory, 'nowhere')), /nowhere.*Name a directory that is there, or none/);
  });
});
