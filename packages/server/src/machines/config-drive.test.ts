import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configDriveOf } from './config-drive.ts';
import type { Machine } from './machine.ts';
import { someMachine } from './testing/some-machine.ts';

function filesOf(machine: Machine): Map<string, Buffer> {
  return new Map(configDriveOf(machine)?.map(({ path, content }) => [path, Buffer.from(content)]));
}

function metaDataOf(machine: Machine): Record<string, unknown> {
  const text = filesOf(machine).get('openstack/latest/meta_data.json')?.toString() ?? 'null';
  return JSON.parse(text) as Record<string, unknown>;
}

test('a guest is told who it is, whom to let in, and what it was sent', () => {
  const machine = someMachine({ name: 'Build_server No. 7', metadata: { purpose: 'office' } });
  const { name, publicKey } = machine.key ?? assert.fail('it has a key');
  assert.deepEqual(metaDataOf(machine), {
    uuid: machine.id,
    name: 'Build_server No. 7',
    hostname: 'build-server-no-7',
    project_id: machine.ownerId,
    launch_index: 0,
    meta: { purpose: 'office' },
    public_keys: { [name]: publicKey },
    keys: [{ name, type: 'ssh', data: publicKey }],
  });
  assert.deepEqual(filesOf(machine).get('openstack/latest/user_data'), machine.userData);
});

test('what there is not is left out', () => {
  const machine = someMachine({ key: null, userData: null, metadata: {} });
  assert.deepEqual(Object.keys(metaDataOf(machine)), ['uuid', 'name', 'hostname', 'project_id', 'launch_index']);
  assert.deepEqual([...filesOf(machine).keys()], ['openstack/latest/meta_data.json']);
  assert.equal(configDriveOf({ ...machine, configDrive: false }), null);
});

test('its host name is one label of a domain name', () => {
  const names = ['сервер', '-a-', 'x'.repeat(80), 'A..B'];
  const machines = names.map((name) => someMachine({ name }));
  const found = machines.map((machine) => metaDataOf(machine)['hostname']);
  assert.deepEqual(found, [`server-${machines[0]?.id}`, 'a', 'x'.repeat(63), 'a-b']);
});
