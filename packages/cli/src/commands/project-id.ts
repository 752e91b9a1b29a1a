import { CommandError, EXIT } from '../command/failure.ts';
import { message } from '../messages/message.ts';

/** As Keystone makes them, with hyphens as some clients write them. */
const PROJECT_ID = /^(?:[\da-f]{32}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i;

/**
 * The id of a project as it was given. With a Keystone of somebody else the service cannot know which there are, and takes
 * any word: whoever gave a name would have done nothing, and not learn it.
 *
 * @throws CommandError `usage` for what cannot be one
 */
export function projectId(given: string): string {
  if (PROJECT_ID.test(given)) return given;
  throw new CommandError(EXIT.usage, message('usage.project-id', { value: given }));
}
