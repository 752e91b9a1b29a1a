import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../kernel/clock.ts';
import { IngotError } from '../kernel/errors.ts';
import type { Machines } from '../machines/index.ts';
import type { ConsoleStore } from './console-store.ts';
import type { Consoles } from './consoles.ts';

export interface ConsoleParts {
  readonly store: ConsoleStore;
  readonly machines: Pick<Machines, 'machineScreen'>;
  readonly clock: Clock;
}

/** Milliseconds for an address to be carried to a browser. */
const TICKET_LIFETIME = 5 * 60_000;
/** Of one machine at a time; whoever asks for more does not use them. */
const MOST_TICKETS = 16;
const TICKET_BYTES = 32;

/** Puts the domain together. */
export function createConsoles({ store, machines, clock }: ConsoleParts): Consoles {
  return {
    consoleOpen: async (caller, machineId) => {
      // Who may not see it, or would see nothing, gets no ticket.
      await machines.machineScreen(caller, machineId);
      const ticket = randomBytes(TICKET_BYTES).toString('base64url');
      const now = clock.now();
      const expiresAt = now + TICKET_LIFETIME;
      const kept = { digest: digestOf(ticket), machineId, caller, expiresAt };
      if (!(await store.ticketAdd(kept, now, MOST_TICKETS))) {
        throw new IngotError(
          'too-many-requests',
          `${MOST_TICKETS} addresses of this screen are not used yet: open one of them, or wait until they expire.`,
          { retryAfter: TICKET_LIFETIME / 1000 },
        );
      }
      return { ticket, expiresAt };
    },

    consoleConnect: async (ticket) => {
      const kept = await store.ticketTake(digestOf(ticket), clock.now());
      if (kept === null) {
        throw new IngotError(
          'unauthenticated',
          'The address of a screen is good for one visit, soon: ask for another.',
        );
      }
      const { machineId, caller } = kept;
      return { machineId, caller, ...(await machines.machineScreen(caller, machineId)) };
    },
  };
}

function digestOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}
