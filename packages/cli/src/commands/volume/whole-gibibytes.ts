import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';

/**
 * Sizes of volumes are whole GiB. A plain number, as other clients take it, is one of GiB and not of bytes.
 *
 * @param bytes of the option `name`
 * @throws CommandError `usage`
 */
export function wholeGibibytes(name: string, bytes: number): number {
  const gibibytes = bytes < 2 ** 20 ? bytes : bytes / 2 ** 30;
  if (Number.isInteger(gibibytes) && gibibytes > 0) return gibibytes;
  throw new CommandError(EXIT.usage, message('usage.whole-gib', { name }));
}
