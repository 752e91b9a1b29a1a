import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatsOf, nameOf } from './disk-format.ts';

test('files are what their names end in', () => {
  const found = (name: string): string => Object.values(formatsOf(name)).join(' ');
  assert.equal(found('a.qcow2'), 'qcow2 bare');
  assert.equal(found('a.QCOW2.XZ'), 'qcow2 compressed');
  assert.equal(found('disk.vpc.zst'), 'vhd compressed');
  assert.equal(found('disk.gz'), 'raw compressed');
  assert.equal(found('disk.img'), 'raw bare');
  assert.equal(found('vm.ova'), 'vmdk ova');
  assert.equal(found('https://example.org/a.vmdk.bz2?b=c.iso#d'), 'vmdk compressed');
  assert.deepEqual(formatsOf('a.img.xz', 'qcow2'), { disk_format: 'qcow2', container_format: 'compressed' });
  assert.deepEqual([nameOf('/b/debian-12.qcow2.xz'), nameOf('a.raw'), nameOf('a')], ['debian-12', 'a', 'a']);
});
