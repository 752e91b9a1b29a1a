import { chown, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../../acceptance/program.ts';
import { startDaemon, type Daemon } from './daemon.ts';

export interface MariaDb {
  readonly daemon: Daemon;
  /** Makes an empty database and returns its address for SQLAlchemy. */
  createDatabase(name: string): Promise<string>;
  /** Runs statements as its administrator. */
  execute(statements: string): Promise<void>;
}

const PASSWORD = 'bench-c4d1e2';

/** MariaDB with the settings of a small real deployment: InnoDB that flushes every commit, 512 MiB of buffer. */
export async function startMariaDb(home: string, port: number): Promise<MariaDb> {
  const directory = path.join(home, 'mariadb');
  const data = path.join(directory, 'data');
  const socket = path.join(directory, 'socket');
  await mkdir(directory);
  const [user, group] = await Promise.all(['-u', '-g'].map(async (id) => Number(await run('id', [id, 'mysql']))));
  await chown(directory, user ?? 0, group ?? 0);
  const install = ['--no-defaults', '--user=mysql', `--datadir=${data}`, '--skip-test-db'];
  await run('mariadb-install-db', [...install, '--auth-root-authentication-method=socket']);
  const daemon = await startDaemon('mariadb', {
    command: [
      'mariadbd',
      '--no-defaults',
      '--user=mysql',
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--pid-file=${path.join(directory, 'pid')}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      '--max-connections=1000',
      '--innodb-buffer-pool-size=512M',
      '--character-set-server=utf8',
      '--collation-server=utf8_general_ci',
      '--skip-name-resolve',
    ],
    directory,
    port,
  });
  const execute = async (statements: string): Promise<void> => {
    await run('mariadb', ['--no-defaults', `--socket=${socket}`, '--user=root', `--execute=${statements}`]);
  };
  return {
    daemon,
    execute,
    createDatabase: async (name) => {
      await execute(`create database ${name} character set utf8;
        create user ${name}@127.0.0.1 identified by '${PASSWORD}';
        grant all privileges on ${name}.* to ${name}@127.0.0.1`);
      return `mysql+pymysql://${name}:${PASSWORD}@127.0.0.1:${port}/${name}?charset=utf8`;
    },
  };
}
