import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { KiB, MiB } from '../bytes/units.ts';
import {
  bannedImage,
  isoImage,
  ploopImage,
  qcow2Image,
  vdiImage,
  vhdImage,
  vhdxImage,
  vmdkDescriptor,
  vmdkImage,
} from '../testing/index.ts';
import { qemuImg, withTemporaryDirectory } from '../testing/qemu-img.ts';
import { reasonOf } from '../testing/verdicts.ts';
import { CONTENT_OF } from './disk-format.ts';
import type { DeclaredFormat } from './disk-format.ts';
import { inspectHead } from './inspect.ts';
import type { RefusalReason } from './refusal.ts';

interface Attack {
  /** The advisory that it made famous, and what it does. */
  readonly name: string;
  readonly image: Buffer;
  /** The disk_format under which the attack was meant to pass, and why it does not. */
  readonly declared: DeclaredFormat;
  readonly reason: RefusalReason;
}

const SECRET = '/etc/passwd';
const DATA_FILE_NAME = { type: 0x44415441, data: Buffer.from(SECRET) };
const JSON_BACKING = `json:{"driver":"raw","file":{"driver":"file","filename":"${SECRET}"}}`;

/** A header that looks like a qcow2 overlay, on the first sector of a disk that is otherwise plain. */
function lyingRaw(): Buffer {
  const disk = Buffer.alloc(MiB, 0x5a);
  qcow2Image({ backingFile: SECRET }).copy(disk, 0, 0, 64 * KiB);
  return disk;
}

function isoWithQcow2Header(): Buffer {
  const disc = isoImage();
  qcow2Image({ backingFile: SECRET }).copy(disc, 0, 0, 1 * KiB);
  return disc;
}

const flat = (path: string): string =>
  vmdkDescriptor({ createType: 'monolithicFlat', capacity: 128, extents: [`RW 128 FLAT "${path}" 0`] });

const wrapper = (path: string): Buffer =>
  vmdkImage({ capacity: 0, createType: 'monolithicFlat', extents: [`RW 128 FLAT "${path}" 0`] });

const ATTACKS: readonly Attack[] = [
  {
    name: 'CVE-2024-32498: external data file',
    image: qcow2Image({ incompatible: 4n, extensions: [DATA_FILE_NAME] }),
    declared: 'qcow2',
    reason: 'external-data-file',
  },
  {
    name: 'CVE-2024-32498: external data file without its name',
    image: qcow2Image({ incompatible: 4n }),
    declared: 'qcow2',
    reason: 'external-data-file',
  },
  {
    name: 'CVE-2024-32498: name of a data file without the bit',
    image: qcow2Image({ extensions: [DATA_FILE_NAME] }),
    declared: 'qcow2',
    reason: 'external-data-file',
  },
  {
    name: 'CVE-2024-32498: external data file in an image declared raw',
    image: qcow2Image({ incompatible: 4n, extensions: [DATA_FILE_NAME] }),
    declared: 'raw',
    reason: 'format-mismatch',
  },
  {
    name: 'CVE-2022-47951: VMDK descriptor with a flat extent',
    image: Buffer.from(flat(SECRET)),
    declared: 'vmdk',
    reason: 'flat-extent',
  },
  {
    name: 'CVE-2022-47951: sparse header around a flat descriptor',
    image: wrapper(SECRET),
    declared: 'vmdk',
    reason: 'flat-extent',
  },
  {
    name: 'CVE-2022-47951: flat extent behind a monolithicSparse type',
    image: vmdkImage({ extents: [`RW 128 FLAT "${SECRET}" 0`] }),
    declared: 'vmdk',
    reason: 'flat-extent',
  },
  {
    name: 'CVE-2015-5163: qcow2 backing file',
    image: qcow2Image({ backingFile: SECRET }),
    declared: 'qcow2',
    reason: 'backing-file',
  },
  {
    name: 'CVE-2015-5163: qcow2 version 2 backing file',
    image: qcow2Image({ version: 2, backingFile: SECRET }),
    declared: 'qcow2',
    reason: 'backing-file',
  },
  {
    name: 'backing file spelled as json:',
    image: qcow2Image({ backingFile: JSON_BACKING }),
    declared: 'qcow2',
    reason: 'backing-file',
  },
  {
    name: 'backing file on the network',
    image: qcow2Image({ backingFile: 'nbd://127.0.0.1:10809/x' }),
    declared: 'qcow2',
    reason: 'backing-file',
  },
  {
    name: 'backing file with an empty name',
    image: qcow2Image({ backingFile: '' }),
    declared: 'qcow2',
    reason: 'backing-file',
  },
  {
    name: 'VMDK parent',
    image: vmdkImage({ parentCid: '11111111', lines: [`parentFileNameHint="${SECRET}"`] }),
    declared: 'vmdk',
    reason: 'backing-file',
  },
  {
    name: 'VHD parent',
    image: vhdImage({ kind: 'differencing', parentLocator: 'W2ku' }),
    declared: 'vhd',
    reason: 'backing-file',
  },
  { name: 'VHDX parent', image: vhdxImage({ hasParent: true }), declared: 'vhdx', reason: 'backing-file' },
  { name: 'VDI parent', image: vdiImage({ type: 4, parent: true }), declared: 'vdi', reason: 'backing-file' },
  { name: 'QED: may name a backing file', image: bannedImage('qed'), declared: 'raw', reason: 'banned-format' },
  {
    name: 'CVE-2026-24708: a raw disk whose guest wrote a qcow2 header',
    image: lyingRaw(),
    declared: 'raw',
    reason: 'format-mismatch',
  },
  { name: 'CVE-2026-24708: the same as ami', image: lyingRaw(), declared: 'ami', reason: 'format-mismatch' },
  {
    name: 'CVE-2026-24708: qcow version 1 as raw',
    image: bannedImage('qcow'),
    declared: 'raw',
    reason: 'banned-format',
  },
  {
    name: 'CVE-2026-24708: VMDK descriptor as raw',
    image: Buffer.from(flat(SECRET)),
    declared: 'raw',
    reason: 'format-mismatch',
  },
  {
    name: 'a disc that is a qcow2 overlay to whoever guesses',
    image: isoWithQcow2Header(),
    declared: 'iso',
    reason: 'ambiguous',
  },
  {
    name: 'CVE-2015-5162: L1 table of 16 GiB',
    image: qcow2Image({ l1Entries: 0x7fffffff }),
    declared: 'qcow2',
    reason: 'table-too-large',
  },
  {
    name: 'CVE-2015-5162: 65,535 snapshots',
    image: qcow2Image({ snapshots: 65_535 }),
    declared: 'qcow2',
    reason: 'too-many-snapshots',
  },
  {
    name: 'CVE-2015-5162: VMDK grain directory for 4 EiB',
    image: vmdkImage({ capacity: 2 ** 43 }),
    declared: 'vmdk',
    reason: 'truncated',
  },
  {
    name: 'CVE-2015-5162: VHD block table of 16 GiB',
    image: vhdImage({ tableEntries: 0xffffffff }),
    declared: 'vhd',
    reason: 'truncated',
  },
  {
    name: 'CVE-2015-5162: VDI block map of 16 GiB',
    image: vdiImage({ blocks: 0xffffffff }),
    declared: 'vdi',
    reason: 'truncated',
  },
  {
    name: 'CVE-2014-0142: Parallels clusters of no sectors',
    image: ploopWithoutTracks(),
    declared: 'ploop',
    reason: 'malformed',
  },
  {
    name: 'CVE-2014-0144: qcow2 clusters of 2^31 bytes',
    image: qcow2Image({ clusterBits: 31 }),
    declared: 'qcow2',
    reason: 'malformed',
  },
  {
    name: 'CVE-2014-0148: VHDX blocks of no size',
    image: vhdxImage({ blockSize: 0 }),
    declared: 'vhdx',
    reason: 'malformed',
  },
];

function ploopWithoutTracks(): Buffer {
  const image = ploopImage();
  image.writeUInt32LE(0, 28);
  return image;
}

suite('known attacks', () => {
  for (const { name, image, declared, reason } of ATTACKS) {
    test(name, async () => {
      assert.equal(await reasonOf(image, declared), reason);
      for (const other of Object.keys(CONTENT_OF) as DeclaredFormat[]) {
        assert.notEqual(await reasonOf(image, other), null, `passes as ${other}`);
      }
    });
  }

  test('are refused from their first bytes, where these tell', async () => {
    for (const { name, image, declared, reason } of ATTACKS) {
      const refusal = await inspectHead(image.subarray(0, MiB), image.length, declared);
      // Longer ones have their tables behind the first MiB, or are told by their end.
      if (refusal !== null || image.length <= MiB) assert.equal(refusal?.reason, reason, name);
    }
  });
});

suite('the same attacks on qemu-img, which follows them', () => {
  const canary = Buffer.alloc(64 * KiB, 'CANARY');
  const attacks: readonly [name: string, format: 'qcow2' | 'vmdk', image: (path: string) => Buffer][] = [
    [
      'external data file',
      'qcow2',
      (path) =>
        qcow2Image({
          virtualSize: canary.length,
          incompatible: 4n,
          extensions: [{ type: 0x44415441, data: Buffer.from(path) }],
          l2: [1n << 63n],
        }),
    ],
    ['backing file', 'qcow2', (path) => qcow2Image({ virtualSize: canary.length, backingFile: path, l2: [] })],
    ['flat extent', 'vmdk', (path) => Buffer.from(flat(path))],
    ['flat extent in a sparse header', 'vmdk', wrapper],
  ];
  for (const [name, format, build] of attacks) {
    test(`${name}: QEMU copies a file of the host, we refuse`, () =>
      withTemporaryDirectory(async (directory) => {
        const secret = join(directory, 'secret');
        await writeFile(secret, canary);
        const image = join(directory, 'image');
        await writeFile(image, build(secret));
        const copy = join(directory, 'copy');
        await qemuImg('convert', '-f', format, '-O', 'raw', image, copy);
        assert.ok((await readFile(copy)).equals(canary), 'the attack is not one');
        assert.notEqual(await reasonOf(build(secret), format), null);
      }));
  }
});
