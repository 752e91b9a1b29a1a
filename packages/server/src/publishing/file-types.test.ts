import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IngotError, type ErrorReason } from '../kernel/errors.ts';
import {
  FILE_TYPE_RULES,
  fileTypeFor,
  IMAGE_TYPES,
  OS_TYPES,
  type FileType,
  type ImageType,
  type OsType,
} from './file-types.ts';

type Case = readonly [
  ImageType,
  OsType | null,
  parent: FileType | null,
  wanted: FileType | null,
  FileType | ErrorReason,
];

/** What the help of H3C Workspace says on "File Type", and on children. */
const CASES: readonly Case[] = [
  ['tci', 'linux', null, null, 'qcow2'],
  ['tci', 'windows', null, null, 'qcow2'],
  ['tci', null, null, 'qcow2', 'qcow2'],
  ['tci', 'linux', null, 'vhd', 'TCI_REQUIRES_QCOW2'],
  ['tci', 'windows', null, 'vhd', 'TCI_REQUIRES_QCOW2'],
  ['voi', 'linux', null, null, 'qcow2'],
  ['voi', 'linux', null, 'vhd', 'VOI_LINUX_REQUIRES_QCOW2'],
  ['voi', 'windows', null, null, 'vhd'],
  ['voi', 'windows', null, 'vhd', 'vhd'],
  ['voi', 'windows', null, 'qcow2', 'VOI_WINDOWS_REQUIRES_VHD'],
  ['voi', null, null, 'vhd', 'VOI_REQUIRES_OS_TYPE'],
  ['vdi', null, null, null, 'qcow2'],
  ['vdi', 'windows', null, 'vhd', 'vhd'],
  ['idv', 'linux', null, 'vhd', 'vhd'],
  ['idv', 'linux', null, null, 'qcow2'],
  ['vdi', 'linux', 'qcow2', null, 'qcow2'],
  ['vdi', 'linux', 'qcow2', 'vhd', 'CHILD_REQUIRES_QCOW2'],
  ['vdi', 'linux', 'vhd', null, 'CHILD_OF_VHD_UNSUPPORTED'],
  ['voi', 'windows', 'vhd', 'vhd', 'CHILD_OF_VHD_UNSUPPORTED'],
  ['voi', 'windows', 'qcow2', null, 'VOI_WINDOWS_REQUIRES_VHD'],
  ['tci', 'linux', 'qcow2', null, 'qcow2'],
];

for (const [imageType, osType, parent, wanted, expected] of CASES) {
  const child = parent === null ? '' : `, child of a ${parent}`;
  test(`${imageType}, ${osType ?? 'any system'}${child}, wanted as ${wanted ?? 'what fits'}: ${expected}`, () => {
    const choose = (): FileType => fileTypeFor({ imageType, osType, parent }, wanted);
    if (expected === 'qcow2' || expected === 'vhd') assert.equal(choose(), expected);
    else
      assert.throws(
        choose,
        (error) => error instanceof IngotError && error.code === 'invalid' && error.reason === expected,
      );
  });
}

test('every rule is broken by something, and whoever says nothing gets what no rule refuses, or a reason', () => {
  const reasons = new Set(CASES.map(([, , , , expected]) => expected));
  for (const { reason } of FILE_TYPE_RULES) assert.ok(reasons.has(reason), reason);
  for (const imageType of IMAGE_TYPES) {
    for (const osType of [...OS_TYPES, null]) {
      for (const parent of ['qcow2', 'vhd', null] as const) {
        try {
          const chosen = fileTypeFor({ imageType, osType, parent }, null);
          assert.equal(fileTypeFor({ imageType, osType, parent }, chosen), chosen);
        } catch (error) {
          assert.ok(error instanceof IngotError && error.reason !== null);
        }
      }
    }
  }
});
