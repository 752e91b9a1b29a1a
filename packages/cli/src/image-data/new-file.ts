import { access } from 'node:fs/promises';
import { CommandError, EXIT } from '../command/failure.ts';
import { message } from '../messages/message.ts';

/** @param force whether a file that is there may be replaced. @throws CommandError `conflict` */
export async function requireNew(file: string, force: boolean): Promise<void> {
  if (force || !(await exists(file))) return;
  throw new CommandError(EXIT.conflict, message('file.exists', { file }), { hint: message('hint.force') });
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
