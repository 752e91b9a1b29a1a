import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import type { ByteSource } from '@ingot/disk';
import { program, withFileSource } from '@ingot/disk/testing';
import { evaluate } from './compliance/evaluate.ts';
import type { ProfileResult } from './compliance/result.ts';
import { inspect } from './disk/inspect.ts';
import { openInspector, type Inspector } from './inspector.ts';
import type { Findings } from './report/findings.ts';
import {
  DISK_PROFILES,
  EXPECTED_REPORTS,
  WHOLE_REPORTS,
  type GuestName,
} from './testing/fixture-guests/expected-reports.ts';
import { GOOD_DESKTOP } from './testing/fixture-guests/astra-desktop.ts';
import { guestReport, type GuestReport } from './testing/fixture-guests/guest-report.ts';
import { SMALL_GUESTS } from './testing/fixture-guests/small-guests.ts';
import { makeFileSystem, withDirectory } from './testing/linux-disk.ts';

/**
 * Guests of every layout that images have, sound, broken, encrypted and cut off, and what has to be said of each, item by
 * item. A broken one that passes is worse than anything else that could go wrong here.
 */

const NAMES = Object.keys(EXPECTED_REPORTS) as GuestName[];
const IMAGE = { fileType: 'qcow2', parentFileType: null };
/** Ends of a disk that was cut off, as shares of what of it is in use. */
const CUTS = [0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.75, 0.9, 0.99, 0.999];

let inspector: Inspector;
before(async () => {
  inspector = await openInspector();
});

async function reportOn(disk: string): Promise<GuestReport> {
  const report = await withFileSource(disk, (source) =>
    inspector.inspect(source, { profiles: DISK_PROFILES, image: IMAGE }),
  );
  return guestReport(report);
}

function withSmallGuest<T>(name: GuestName, use: (disk: string) => Promise<T>): Promise<T> {
  return withDirectory(async (directory) => {
    const disk = path.join(directory, name);
    await SMALL_GUESTS[name](disk);
    return use(disk);
  });
}

describe('the report on a guest', () => {
  for (const name of NAMES) {
    it(`is the expected one: ${name}`, () =>
      withSmallGuest(name, async (disk) => {
        assert.deepEqual(await reportOn(disk), EXPECTED_REPORTS[name]);
      }));
  }
});

interface Seen {
  readonly findings: Findings;
  readonly results: readonly ProfileResult[];
}

/** A disk, or its first bytes, looked at in this process. */
function lookAt(disk: string, size = Number.POSITIVE_INFINITY): Promise<Seen> {
  return withFileSource(disk, async (whole) => {
    const source = sliceOf(whole, Math.min(whole.size, Math.floor(size / 512) * 512));
    const { findings, guests } = await inspect(source);
    const subject = { image: IMAGE, layout: findings.layout, guests };
    const results: ProfileResult[] = [];
    for (const profile of DISK_PROFILES) results.push(await evaluate(profile, subject));
    return { findings, results };
  });
}

function sliceOf(whole: ByteSource, size: number): ByteSource {
  return { size, read: (at, length) => whole.read(at, Math.max(0, Math.min(length, size - at))) };
}

/** Passes by no profile, and is blamed for nothing but its end and what the whole one is blamed for. */
function assertOnlyCutOff({ findings, results }: Seen, whole: Seen): void {
  for (const [index, { profile, verdict, rules }] of results.entries()) {
    assert.notEqual(verdict, 'pass', profile);
    for (const [at, { rule, outcome, evidence }] of rules.entries()) {
      if (outcome !== 'fail' && outcome !== 'warn') continue;
      const isOfWhole = whole.results[index]?.rules[at]?.outcome === outcome;
      assert.ok(rule === 'complete-disk' || isOfWhole, `${rule}: ${JSON.stringify(evidence)}`);
    }
  }
  for (const system of findings.systems) {
    const [of] = whole.findings.systems;
    assert.ok(of);
    if (system.os.known) assert.deepEqual(system.os, of.os);
    if (system.packages.known) assert.deepEqual(system.packages, of.packages);
    if (system.services.known) assert.deepEqual(system.services, of.services);
  }
}

describe('a guest whose disk was cut off', () => {
  for (const name of ['astra-good', 'astra-mbr', 'astra-xfs', 'astra-btrfs', 'astra-lvm', 'win-good'] as const) {
    it(`passes by no profile, and is not said to lack anything else: ${name}`, () =>
      withSmallGuest(name, async (disk) => {
        const whole = await lookAt(disk);
        assert.equal(whole.results[0]?.verdict, 'pass');
        for (const cut of CUTS) assertOnlyCutOff(await lookAt(disk, whole.findings.layout.usedEnd * cut), whole);
      }));
  }

  for (const kind of ['ext4', 'xfs', 'btrfs'] as const) {
    it(`is unknown also without partitions, by its file system: ${kind}`, () =>
      withDirectory(async (directory) => {
        const disk = path.join(directory, 'disk');
        await makeFileSystem(disk, kind, GOOD_DESKTOP);
        const whole = await lookAt(disk);
        assert.equal(whole.results[0]?.verdict, 'pass');
        const cut = await lookAt(disk, whole.findings.layout.size * 0.999);
        assert.deepEqual([...new Set(cut.results.map(({ verdict }) => verdict))], ['unknown']);
      }));
  }
});

/** A directory with whole guests, `NAME.raw` each; those that are there are looked at. */
const WHOLE_GUESTS = process.env['INGOT_TEST_GUESTS'];

describe('whole guests', { skip: WHOLE_GUESTS === undefined && 'INGOT_TEST_GUESTS names no directory' }, () => {
  for (const name of NAMES) {
    const disk = path.join(WHOLE_GUESTS ?? '', `${name}.raw`);
    it(`have the expected report: ${name}`, { skip: !existsSync(disk) }, async (context) => {
      const start = performance.now();
      assert.deepEqual(await reportOn(disk), WHOLE_REPORTS[name]);
      context.diagnostic(`${Math.round(performance.now() - start)} ms`);
    });
  }

  const debian = path.join(WHOLE_GUESTS ?? '', 'debian.raw');
  it('have the packages that dpkg has: debian', { skip: !existsSync(debian) }, async (context) => {
    const start = performance.now();
    const { findings } = await withFileSource(debian, (source) =>
      inspector.inspect(source, { profiles: DISK_PROFILES }),
    );
    context.diagnostic(`${Math.round(performance.now() - start)} ms`);
    assert.ok(findings.known);
    const { layout, systems } = findings.value;
    const [system] = systems;
    assert.ok(system?.os.known && system.packages.known);
    assert.deepEqual([system.os.value.name, system.os.value.version], ['Debian GNU/Linux 12 (bookworm)', '12']);
    const at = layout.parts.find(({ name }) => name === system.part)?.offset ?? 0;
    const status = await program(['debugfs', '-R', 'cat /var/lib/dpkg/status', `${debian}?offset=${at}`]);
    const field = (paragraph: string, name: string): string =>
      new RegExp(`^${name}: (.*)$`, 'm').exec(paragraph)?.[1] ?? '';
    const wanted = status
      .toString()
      .split('\n\n')
      .filter((paragraph) => field(paragraph, 'Status') === 'install ok installed')
      .map((paragraph) => `${field(paragraph, 'Package')} ${field(paragraph, 'Version')}`);
    assert.deepEqual(
      system.packages.value.installed.map(({ name, version }) => `${name} ${version}`).toSorted(),
      wanted.toSorted(),
    );
  });
});
