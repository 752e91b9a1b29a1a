import { run, type Surroundings } from './program.ts';
import type { Openrc } from './openrc.ts';

/** Columns that tables may take; the widest of ours has an image and a project id. */
const WIDTH = '110';

/** A command line client bound to a user: resolves with its standard output, rejects when it fails. */
export type Client = (args: readonly string[], input?: AsyncIterable<Uint8Array>) => Promise<string>;

/** Debian's `openstack`, unmodified. */
export function openstack(user: Openrc): Client {
  return client('/usr/bin/openstack', user);
}

/** Debian's `glance`, unmodified. */
export function glance(user: Openrc): Client {
  return client('/usr/bin/glance', user);
}

function client(program: string, user: Openrc): Client {
  return (args, input) => {
    const surroundings: Surroundings = {
      environment: { ...user, CLIFF_MAX_TERM_WIDTH: WIDTH },
      ...(input && { input }),
    };
    return run(program, args, surroundings);
  };
}
