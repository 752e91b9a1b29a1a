import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUILT_IN_FLAVORS } from './built-in.ts';
import {
  ENDPOINT_SYSTEM_BYTES,
  fitOnEndpoint,
  misfitsOfDesktop,
  misfitsOfHost,
  misfitsOfImage,
  type Endpoint,
  type Misfit,
} from './fit.ts';
import type { Flavor } from './flavor.ts';

const GIB = 2 ** 30;
const what = (misfits: readonly Misfit[]): string[] => misfits.map((misfit) => misfit.what);

function flavor(id: string): Flavor {
  const found = BUILT_IN_FLAVORS.find((one) => one.id === id);
  assert.ok(found, id);
  return found;
}

test('every built-in flavor has an id and a name of its own, and suits what it is for', () => {
  assert.equal(new Set(BUILT_IN_FLAVORS.map(({ id }) => id)).size, BUILT_IN_FLAVORS.length);
  assert.equal(BUILT_IN_FLAVORS.length, 3 + 4 + 16);
  for (const one of BUILT_IN_FLAVORS) {
    for (const type of one.desktopTypes) assert.deepEqual(misfitsOfDesktop(one, type), []);
  }
});

test('a machine has to have what the image asks for', () => {
  const low = flavor('vdi-low');
  const image = { architecture: null, minDisk: 0, minRam: 0, diskBytes: null };
  assert.deepEqual(misfitsOfImage(low, image), []);
  assert.deepEqual(misfitsOfImage(low, { ...image, architecture: 'amd64', minDisk: 60, minRam: 4096 }), []);
  assert.deepEqual(what(misfitsOfImage(low, { ...image, architecture: 'aarch64' })), ['architecture']);
  assert.deepEqual(what(misfitsOfImage(low, { ...image, minDisk: 61, minRam: 4097 })), ['disk', 'memory']);
  assert.deepEqual(misfitsOfImage(low, { ...image, diskBytes: 60 * GIB }), []);
  assert.deepEqual(what(misfitsOfImage(low, { ...image, diskBytes: 60 * GIB + 1 })), ['disk']);
  assert.deepEqual(misfitsOfImage({ ...low, systemDiskGib: 0 }, { ...image, diskBytes: 90 * GIB }), []);
});

test('a flavor is for the desktops it names; endpoints are x86_64', () => {
  const voi = flavor('voi-c106v');
  assert.deepEqual(what(misfitsOfDesktop(voi, 'vdi')), ['desktop-type']);
  const any: Flavor = { ...voi, desktopTypes: [], architecture: 'aarch64' };
  assert.deepEqual(misfitsOfDesktop(any, 'vdi'), []);
  for (const type of ['idv', 'voi', 'tci'] as const)
    assert.deepEqual(what(misfitsOfDesktop(any, type)), ['architecture']);
});

test('a host has to have the processors, the memory and the architecture', () => {
  const low = flavor('vdi-low');
  const host = { vcpus: 2, memoryBytes: 4 * GIB, architectures: ['x86_64'] } as const;
  assert.deepEqual(misfitsOfHost(low, host), []);
  const small = { vcpus: 1, memoryBytes: 4 * GIB - 1, architectures: ['aarch64'] } as const;
  assert.deepEqual(what(misfitsOfHost(low, small)), ['architecture', 'processors', 'memory']);
});

test('an endpoint keeps its system, the data disk, the file of the image and the system disk', () => {
  const model = flavor('voi-c106v');
  const image = 20 * GIB;
  const neededBytes = ENDPOINT_SYSTEM_BYTES + (60 + 30) * GIB + image;
  const endpoint: Endpoint = {
    architecture: 'x86_64',
    diskBytes: neededBytes,
    vcpus: null,
    memoryMib: null,
    model: null,
  };
  assert.deepEqual(fitOnEndpoint(model, endpoint, image), { misfits: [], neededBytes, freeBytes: 0 });
  const short = fitOnEndpoint(model, { ...endpoint, diskBytes: neededBytes - 1 }, image);
  assert.deepEqual([what(short.misfits), short.freeBytes], [['disk'], -1]);
  assert.match(short.misfits[0]?.reason ?? '', /1 MiB too small/);
  const other: Endpoint = { ...endpoint, architecture: 'aarch64', model: 'C107V', vcpus: 2, memoryMib: 2048 };
  const misfits = what(fitOnEndpoint(model, other, image).misfits);
  assert.deepEqual(misfits, ['architecture', 'model', 'processors', 'memory']);
  assert.deepEqual(fitOnEndpoint(model, { ...endpoint, model: 'C106V' }, image).misfits, []);
});
