import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { temporaryDatabase, type TemporaryDatabase } from '../db/testing/temporary-database.ts';
import { systemClock } from '../kernel/clock.ts';
import { IngotError } from '../kernel/errors.ts';
import { DEFAULT_DOMAIN_ID } from './domain.ts';
import { createIdentityStore, identityMigrations } from './identity-store.sql.ts';
import { createIdentity, type Identity } from './identity.ts';
import { sharedTokenKeys } from './token-keys.ts';
import type { TokenKeys } from './token-seal.ts';
import type { TokenCaller } from './tokens.ts';

const PASSWORD = 'correct-horse-battery';

/** Two processes on a PostgreSQL, started at the same time. */
describe('the identity of two processes', () => {
  let temporary: TemporaryDatabase;
  let stores: ReturnType<typeof createIdentityStore>[];
  let keys: TokenKeys[];
  let processes: Identity[];
  let bootstraps: { readonly created: boolean }[];

  beforeEach(async () => {
    temporary = await temporaryDatabase({ engine: 'postgres', migrations: [identityMigrations] });
    stores = [temporary.database, temporary.beside()].map((database) => createIdentityStore(database));
    keys = await Promise.all(stores.map((store) => sharedTokenKeys(store, systemClock.now())));
    processes = stores.map((store, n) => {
      const own = keys[n];
      assert.ok(own);
      return createIdentity({
        store,
        // What is proved here has to hold when every signal is lost.
        signals: { send: () => undefined, on: () => undefined },
        keys: own,
        clock: systemClock,
        tokenLifetime: 3_600_000,
        failedLogins: 3,
        lockout: 60_000,
      });
    });
    bootstraps = await Promise.all(processes.map((each) => each.bootstrap({ adminPassword: PASSWORD })));
  });
  afterEach(() => temporary.remove());

  function process(n: number): Identity {
    const found = processes[n % processes.length];
    if (!found) throw new Error(`there is no process ${n}`);
    return found;
  }

  async function signIn(n: number): Promise<string> {
    const { sealed } = await process(n).tokenIssue({
      proof: { method: 'password', user: { name: 'admin', domain: { id: DEFAULT_DOMAIN_ID } }, password: PASSWORD },
      scope: { kind: 'project', project: { name: 'admin', domain: { id: DEFAULT_DOMAIN_ID } } },
      remoteAddress: '127.0.0.1',
    });
    return sealed;
  }
  const administrator = async (n = 0): Promise<TokenCaller> => process(n).authenticate(await signIn(n), 'req-test');

  it('makes one administrator and one key', async () => {
    assert.equal(bootstraps.filter(({ created }) => created).length, 1);
    const [one, other] = keys.map((each) => each.map((key) => key.export().toString('hex')));
    assert.deepEqual(one, other);
    assert.equal(one?.length, 1);
    const caller = await process(1).authenticate(await signIn(0), 'req-test');
    assert.equal(caller.userName, 'admin');
  });

  it('gives a name to one of those who want it at the same time', async () => {
    const caller = await administrator();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, (_, n) =>
        process(n).projectCreate(caller, {
          domainId: DEFAULT_DOMAIN_ID,
          name: 'wanted',
          description: '',
          enabled: true,
          tags: [],
        }),
      ),
    );
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        assert.ok(outcome.reason instanceof IngotError && outcome.reason.code === 'conflict', String(outcome.reason));
      }
    }
  });

  it('keeps every one of many changes to a project', async () => {
    const caller = await administrator();
    const { id } = await process(0).projectCreate(caller, {
      domainId: DEFAULT_DOMAIN_ID,
      name: 'project',
      description: '',
      enabled: true,
      tags: [],
    });
    const add = (n: number) => process(n).projectUpdate(caller, id, ({ tags }) => ({ tags: [...tags, `tag-${n}`] }));
    await Promise.all(Array.from({ length: 10 }, (_, n) => add(n)));
    assert.equal((await process(0).projectGet(caller, id)).tags.length, 10);
  });

  it('does not accept a token that the other one has revoked for longer than it caches', async (context) => {
    const sealed = await signIn(0);
    const caller = await process(0).authenticate(sealed, 'req-test');
    await process(1).authenticate(sealed, 'req-test');
    await process(0).tokenRevoke(caller, sealed);
    const now = systemClock.now();
    context.mock.method(systemClock, 'now', () => now + 3001);
    await assert.rejects(
      process(1).authenticate(sealed, 'req-test'),
      (error) => error instanceof IngotError && error.code === 'unauthenticated',
    );
  });
});
