import { stat } from 'node:fs/promises';
import { CommandError, EXIT } from '../command/failure.ts';
import { message } from '../messages/message.ts';

export interface Source {
  readonly file: string;
  /** In bytes: what the service is told before the first of them. */
  readonly size: number;
}

/** A file that can be sent. @throws CommandError `usage` for a directory or a device, or what the file system says */
export async function sourceFile(file: string): Promise<Source> {
  const found = await stat(file);
  if (!found.isFile()) throw new CommandError(EXIT.usage, message('file.not-a-file', { file }));
  return { file, size: found.size };
}
