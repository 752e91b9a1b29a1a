import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startService } from '../acceptance/service.ts';
import { createAccount } from './accounts.ts';
import { signIn, type Account } from './cloud.ts';
import { compressNow } from './compress-now.ts';
import { MEMBER, type Contestant } from './contestant.ts';
import { processGroups } from './process-groups.ts';

/** Quotas are no part of what is measured. */
const WITHOUT_QUOTA = ['--images.project-count', '10000000', '--images.project-bytes', '100TiB'];

/** For measuring what compression gains: at the speed of the machine. */
export const COMPRESS_FAST = ['--store.compression-rate', '4GiB'];

export interface IngotOptions {
  /** Where its data lies; a new temporary directory, removed at the end, unless given. */
  readonly data?: string;
  /** Such as `['--log.level', 'warn']`. */
  readonly settings?: readonly string[];
}

/** Ingot as its user starts it, with its log at the default level, and one project to work in. */
export async function startIngot({ data, settings = [] }: IngotOptions = {}): Promise<Contestant> {
  const temporary = data === undefined ? await mkdtemp(path.join(tmpdir(), 'ingot-bench-')) : null;
  const directory = data ?? path.join(temporary ?? '', 'data');
  const remove = async (): Promise<void> => {
    if (temporary !== null) await rm(temporary, { recursive: true });
  };
  try {
    const service = await startService({ data: directory, settings: [...WITHOUT_QUOTA, ...settings] });
    const authUrl = `${service.base}/identity/v3`;
    const administrator: Account = {
      user: service.administrator['OS_USERNAME'] ?? '',
      password: service.administrator['OS_PASSWORD'] ?? '',
      project: service.administrator['OS_PROJECT_NAME'] ?? '',
    };
    const session = await signIn(authUrl, administrator);
    const member = await createAccount(session, MEMBER, 'member');
    return {
      name: 'ingot',
      authUrl,
      imageUrl: service.base,
      administrator,
      member,
      processes: processGroups([service.pid]),
      data: directory,
      compress: () => compressNow(session, service.base),
      stop: async () => {
        await service.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
