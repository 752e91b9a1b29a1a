import { open, type FileHandle } from 'node:fs/promises';
import { inspectImage, type ByteSource } from '@ingot/disk';
import { BUILT_IN_PROFILES, openInspector, type Profile } from '@ingot/inspector';
import { defineCommand } from '../command/command.ts';
import { CommandError, EXIT } from '../command/failure.ts';
import { message } from '../messages/message.ts';
import { inspectionRecord } from './inspection-record.ts';
import { verdictStatus } from './verdict-status.ts';

export const inspect = defineCommand({
  arguments: [{ name: 'file', help: 'inspect.file', complete: 'file' }],
  options: {
    profile: { kind: 'texts', value: 'PROFILE', help: 'inspect.profile' },
  },
  notes: 'inspect.notes',
  run: async ({ arguments: { file }, options }, { signal, progress }) => {
    const profiles = options.profile.map(profileNamed);
    await using handle = await open(file, 'r');
    const disk = await diskOf(handle);
    const verdict = await inspectImage(disk, 'raw');
    if (!verdict.ok) {
      const told = message('inspect.not-raw', { file, reason: verdict.refusal.sentence });
      throw new CommandError(EXIT.usage, told, { hint: message('inspect.upload') });
    }
    const inspector = await openInspector();
    if (inspector.warning !== null) progress.tell(message('inspect.warning', { reason: inspector.warning }));
    const image = { fileType: 'raw', parentFileType: null };
    const report = await inspector.inspect(disk, { profiles, image, signal });
    return { ...inspectionRecord(report), status: verdictStatus(report.profiles) };
  },
});

function profileNamed(name: string): Profile {
  const profile = BUILT_IN_PROFILES.find(({ id }) => id === name);
  if (profile !== undefined) return profile;
  const choices = BUILT_IN_PROFILES.map(({ id }) => id).join(', ');
  throw new CommandError(EXIT.usage, message('usage.choice', { name: 'profile', value: name, choices }));
}

async function diskOf(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    size,
    async read(offset, length) {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
      for (let have = 0; have < bytes.length;) {
        const { bytesRead } = await file.read(bytes, have, bytes.length - have, offset + have);
        if (bytesRead === 0) throw new Error('The file became shorter while it was read.');
        have += bytesRead;
      }
      return bytes;
    },
  };
}
