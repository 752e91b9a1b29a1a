import type { Account } from './cloud.ts';
import type { ProcessGroups } from './process-groups.ts';

/** One of the services that are compared, running on this machine. */
export interface Contestant {
  readonly name: string;
  /** Ends in `/v3`. */
  readonly authUrl: string;
  /** Endpoint of the Image service, without `/v2`. */
  readonly imageUrl: string;
  /** Sees everything. */
  readonly administrator: Account;
  /** An ordinary member of a project that nobody else uses. */
  readonly member: Account;
  /** Registers images of that project without the API, where that takes long: numbers `from` to `to`, both included. */
  readonly register?: (project: string, from: number, to: number) => Promise<void>;
  /** All that runs for it: the service itself and the database, cache and identity that it leans on. */
  readonly processes: ProcessGroups;
  /** Where it keeps what it is sent, on this machine; null when that is not known. */
  readonly data: string | null;
  /** Has it do at once what it does for space when it is idle; a service without leaves it out. */
  readonly compress?: () => Promise<void>;
  /** Ends what was started for it and removes what it wrote. */
  stop(): Promise<void>;
}

export const MEMBER: Account = { user: 'bench', password: 'bench-3f9a61c0', project: 'bench' };
