import { open, readFile, rm } from 'node:fs/promises';
import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { record } from '../../output/output.ts';
import { KEY_PAIR_COLUMNS } from './key-pair-columns.ts';

export const keyPairCreate = defineCommand({
  arguments: [{ name: 'name', help: 'key-pair-create.name' }],
  options: {
    'public-key': { kind: 'text', value: 'FILE', help: 'key-pair-create.public-key', complete: 'file' },
    'private-key': { kind: 'text', value: 'FILE', help: 'key-pair-create.private-key', complete: 'file' },
  },
  notes: 'key-pair-create.notes',
  run: async ({ arguments: { name }, options }, context) => {
    const { 'public-key': given, 'private-key': file } = options;
    if (given !== undefined && file !== undefined) {
      throw new CommandError(EXIT.usage, message('usage.together', { one: 'public-key', other: 'private-key' }));
    }
    const { client } = await context.access();
    if (given !== undefined) {
      const body = { name, publicKey: await readFile(given, 'utf8') };
      const { privateKey: _, ...keyPair } = await client.call('post', '/api/v1/key-pairs', { body });
      return record(keyPair, KEY_PAIR_COLUMNS);
    }
    if (file === undefined) throw new CommandError(EXIT.usage, message('usage.needs-option', { name: 'public-key' }));
    // The file is there before the key is: one that could not be written would be lost.
    const output = await open(file, 'wx', 0o600);
    try {
      const { privateKey, ...keyPair } = await client.call('post', '/api/v1/key-pairs', { body: { name } });
      await output.writeFile(privateKey ?? '');
      return record(keyPair, KEY_PAIR_COLUMNS);
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    } finally {
      await output.close();
    }
  },
});
