import type { Config, SavedContext } from '../../access/config-file.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';

/** @throws CommandError `notFound` */
export function knownContext({ contexts }: Config, name: string): SavedContext {
  const saved = Object.hasOwn(contexts, name) ? contexts[name] : undefined;
  if (saved !== undefined) return saved;
  throw new CommandError(EXIT.notFound, message('context.unknown', { name }), { hint: message('hint.context-list') });
}
