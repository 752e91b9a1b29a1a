import type { Caller } from '../kernel/caller.ts';
import type { MachineId } from '../kernel/ids.ts';

/** Where tickets are kept, for all processes of the service. */
export interface ConsoleStore {
  /**
   * Adds a ticket, and forgets those that have expired.
   *
   * @param most of a machine at a time
   * @returns whether there was room for it
   */
  ticketAdd(ticket: KeptTicket, now: number, most: number): Promise<boolean>;
  /** Takes a ticket out: of several that try, one gets it. Null when there is none, or it has expired. */
  ticketTake(digest: string, now: number): Promise<KeptTicket | null>;
}

export interface KeptTicket {
  /** SHA-256 in hexadecimal digits: who reads the database can't use it. */
  readonly digest: string;
  readonly machineId: MachineId;
  readonly caller: Caller;
  readonly expiresAt: number;
}
