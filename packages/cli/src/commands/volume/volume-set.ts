import type { Input } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { findVolume } from './find-volume.ts';
import { volumeRecord } from './volume-columns.ts';

type Change = Input<'put', '/volume/v3/{project_id}/volumes/{volume_id}'>['body']['volume'];

export const volumeSet = defineCommand({
  arguments: [{ name: 'volume', help: 'argument.volume', complete: 'volume' }],
  options: {
    name: { kind: 'text', value: 'NAME', help: 'volume-set.name' },
    description: { kind: 'text', value: 'TEXT', help: 'volume-create.description' },
    property: { kind: 'pairs', value: 'KEY=VALUE', help: 'volume-create.property' },
    bootable: { kind: 'choice', choices: ['yes', 'no'], help: 'volume-set.bootable' },
  },
  run: async ({ arguments: { volume: nameOrId }, options }, context) => {
    const { name, description, property, bootable } = options;
    const plain: Change = {
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
    };
    const changes = Object.keys(plain).length + Object.keys(property).length;
    if (changes === 0 && bootable === undefined) {
      throw new CommandError(EXIT.usage, message('usage.nothing-to-change'));
    }
    const access = await context.access();
    const { id, metadata } = await findVolume(access, nameOrId);
    const path = { project_id: access.project.id, volume_id: id };
    if (changes > 0) {
      // What is sent replaces all metadata.
      const body = { volume: { ...plain, metadata: { ...metadata, ...property } } };
      await access.client.call('put', '/volume/v3/{project_id}/volumes/{volume_id}', { path, body });
    }
    if (bootable !== undefined) {
      const body = { 'os-set_bootable': { bootable: bootable === 'yes' } };
      await access.client.call('post', '/volume/v3/{project_id}/volumes/{volume_id}/action', { path, body });
    }
    return volumeRecord(await findVolume(access, id));
  },
});
