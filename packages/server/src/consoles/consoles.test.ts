import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import type { Caller } from '../kernel/caller.ts';
import { hasCode, IngotError, type ErrorCode } from '../kernel/errors.ts';
import { newDomainId, newMachineId, newProjectId, newUserId } from '../kernel/ids.ts';
import { consoleMigrations, createSqlConsoleStore } from './console-store.sql.ts';
import { createConsoles } from './create-consoles.ts';
import type { Consoles } from './consoles.ts';

const MACHINE = newMachineId();
const OTHER = newMachineId();
const anna: Caller = {
  userId: newUserId(),
  userName: 'anna',
  userDomainId: newDomainId(),
  projectId: newProjectId(),
  domainId: null,
  roles: new Set(['member', 'reader']),
  requestId: 'req',
};
const fails = (code: ErrorCode) => (error: unknown) => hasCode(error, code);

interface Scene {
  readonly consoles: Consoles;
  /** Moves the clock. @param time in milliseconds */
  readonly pass: (time: number) => void;
  readonly turnOff: () => void;
}

for (const engine of ENGINES) {
  const open = async (context: TestContext): Promise<Scene> => {
    const { database, remove } = await temporaryDatabase({ migrations: [consoleMigrations], engine });
    context.after(remove);
    let now = 1_700_000_000_000;
    let isOn = true;
    const machines = {
      machineScreen: async (caller: Caller, id: string) => {
        if (caller.projectId !== anna.projectId) throw new IngotError('not-found', 'There is none.');
        if (!isOn) throw new IngotError('conflict', 'It is off.');
        return { socket: `/run/${id}` };
      },
    };
    return {
      consoles: createConsoles({ store: createSqlConsoleStore(database), machines, clock: { now: () => now } }),
      pass: (time) => {
        now += time;
      },
      turnOff: () => {
        isOn = false;
      },
    };
  };

  describe(`consoles on ${engine}`, () => {
    it('a ticket leads to the screen of its machine, with the rights of its owner, once', async (context) => {
      const { consoles } = await open(context);
      const { ticket } = await consoles.consoleOpen(anna, MACHINE);
      const connection = await consoles.consoleConnect(ticket);
      assert.deepEqual(connection, { machineId: MACHINE, caller: anna, socket: `/run/${MACHINE}` });
      await assert.rejects(consoles.consoleConnect(ticket), fails('unauthenticated'));
    });

    it('of several that come with one ticket, one gets in', async (context) => {
      const { consoles } = await open(context);
      const { ticket } = await consoles.consoleOpen(anna, MACHINE);
      const tries = await Promise.allSettled(Array.from({ length: 8 }, () => consoles.consoleConnect(ticket)));
      assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
    });

    it('a ticket expires; made up ones are none', async (context) => {
      const { consoles, pass } = await open(context);
      const { ticket } = await consoles.consoleOpen(anna, MACHINE);
      pass(5 * 60_000);
      await assert.rejects(consoles.consoleConnect(ticket), fails('unauthenticated'));
      await assert.rejects(consoles.consoleConnect(''), fails('unauthenticated'));
    });

    it('who may not see the screen gets no ticket, nor does anybody while the machine is off', async (context) => {
      const { consoles, turnOff } = await open(context);
      const stranger = { ...anna, projectId: newProjectId() };
      await assert.rejects(consoles.consoleOpen(stranger, MACHINE), fails('not-found'));
      const { ticket } = await consoles.consoleOpen(anna, MACHINE);
      turnOff();
      await assert.rejects(consoles.consoleOpen(anna, MACHINE), fails('conflict'));
      await assert.rejects(consoles.consoleConnect(ticket), fails('conflict'));
    });

    it('tickets that nobody uses do not pile up', async (context) => {
      const { consoles, pass } = await open(context);
      for (let count = 0; count < 16; count++) await consoles.consoleOpen(anna, MACHINE);
      await assert.rejects(consoles.consoleOpen(anna, MACHINE), fails('too-many-requests'));
      await consoles.consoleOpen(anna, OTHER);
      pass(5 * 60_000);
      await consoles.consoleOpen(anna, MACHINE);
    });
  });
}
