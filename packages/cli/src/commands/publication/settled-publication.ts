import type { ApiClient } from '@ingot/client';
import type { CommandContext } from '../../command/context.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { waitUntil } from '../../command/wait.ts';
import { message, type PlainKey } from '../../messages/message.ts';
import { StepMeter } from '../../progress/step-meter.ts';
import type { Publication } from './publication-columns.ts';

/** All else goes on, or is being taken back. */
const OVER: ReadonlySet<Publication['status']> = new Set(['done', 'failed', 'cancelled']);

const STEPS: Readonly<Record<NonNullable<Publication['step']>, PlainKey>> = {
  waiting: 'progress.publication-waiting',
  capturing: 'progress.publication-capturing',
  checking: 'progress.publication-checking',
  writing: 'progress.publication-writing',
  verifying: 'progress.publication-verifying',
  activating: 'progress.publication-activating',
};

type Watch = Pick<CommandContext, 'progress' | 'signal'>;

/**
 * Shows how a publication goes until it is over. Ctrl-C ends the watching only.
 *
 * @throws CommandError `interrupted` where it goes on without anybody watching, with how to cancel it
 */
export async function settledPublication(
  client: ApiClient,
  id: string,
  { progress, signal }: Watch,
): Promise<Publication> {
  const meter = new StepMeter(progress);
  try {
    return await waitUntil(
      async () => {
        const publication = await client.call('get', '/api/v1/publications/{id}', { path: { id } });
        const { done = 0, total = null } = publication.progress ?? {};
        if (!OVER.has(publication.status)) meter.show(stepOf(publication), done, total);
        return publication;
      },
      ({ status }) => OVER.has(status),
      signal,
    );
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new CommandError(EXIT.interrupted, message('publication.goes-on', { id }), {
      hint: message('hint.publication', { id }),
      cause: error,
    });
  } finally {
    meter.end();
  }
}

function stepOf({ status, step }: Publication): PlainKey {
  if (status === 'undoing') return 'progress.publication-undoing';
  return step === null ? 'progress.publication-finishing' : STEPS[step];
}

/** What was asked for is there. @throws CommandError where it came to nothing, with the reason; as {@link settledPublication} */
export async function donePublication(client: ApiClient, id: string, context: Watch): Promise<Publication> {
  const publication = await settledPublication(client, id, context);
  const { status, failure } = publication;
  if (status === 'cancelled') throw new CommandError(EXIT.failed, message('publication.cancelled', { id }));
  if (status === 'failed') {
    throw new CommandError(EXIT.failed, message('publication.failed', { id, reason: failure ?? '' }));
  }
  return publication;
}
