import { readOpenrc } from '../../acceptance/openrc.ts';
import { signIn } from '../cloud.ts';
import type { Contestant } from '../contestant.ts';
import { processGroups } from '../process-groups.ts';

/**
 * A service that runs already, here or elsewhere. What its processes use is not known.
 *
 * @param openrc a file with the password of somebody who may register images
 */
export async function runningPeer(openrc: string): Promise<Contestant> {
  const variables = await readOpenrc(openrc);
  const value = (name: string): string => {
    const found = variables[name];
    if (found === undefined) throw new Error(`${openrc} does not set ${name}`);
    return found;
  };
  const account = {
    user: value('OS_USERNAME'),
    password: value('OS_PASSWORD'),
    project: value('OS_PROJECT_NAME'),
  };
  const url = value('OS_AUTH_URL').replace(/\/$/, '');
  const authUrl = url.endsWith('/v3') ? url : `${url}/v3`;
  const session = await signIn(authUrl, account);
  return {
    name: 'peer',
    authUrl,
    imageUrl: session.endpoint('image'),
    administrator: account,
    member: account,
    processes: processGroups([]),
    data: null,
    stop: () => Promise.resolve(),
  };
}
