import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { run } from '../../../acceptance/program.ts';
import { create, createAccount } from '../../accounts.ts';
import { signIn } from '../../cloud.ts';
import { configFile } from './config-file.ts';
import { startDaemon, type Daemon } from './daemon.ts';
import { REGION, type Keystone } from './keystone.ts';

export interface GlanceApi {
  readonly daemon: Daemon;
  /** Without `/v2`. */
  readonly imageUrl: string;
  /** Where the bytes of its images lie. */
  readonly data: string;
}

export interface GlanceOptions {
  readonly home: string;
  readonly port: number;
  /** For SQLAlchemy. */
  readonly database: string;
  /** Address and port. */
  readonly memcached: string;
  readonly keystone: Keystone;
}

const SERVICE = { user: 'glance', password: 'bench-77aa10', project: 'service' };

/** Glance with the file store, as Debian's init script runs it: eventlet, one worker for each core. */
export async function startGlanceApi(options: GlanceOptions): Promise<GlanceApi> {
  const { home, port, database, memcached, keystone } = options;
  const directory = path.join(home, 'glance');
  const data = path.join(directory, 'images');
  for (const one of ['images', 'tasks', 'staging', 'cache', 'lock']) {
    await mkdir(path.join(directory, one), { recursive: true });
  }
  const imageUrl = `http://127.0.0.1:${port}`;
  await register(keystone, imageUrl);
  const config = path.join(directory, 'glance-api.conf');
  const identity = keystone.authUrl.replace(/\/v3$/, '');
  await writeFile(
    config,
    configFile({
      DEFAULT: {
        use_stderr: 'true',
        bind_host: '127.0.0.1',
        bind_port: String(port),
        workers: String(cpus().length),
        public_endpoint: imageUrl,
        enabled_backends: 'file:file',
        image_cache_dir: path.join(directory, 'cache'),
      },
      database: { connection: database },
      glance_store: { default_backend: 'file' },
      file: { filesystem_store_datadir: data },
      os_glance_tasks_store: { filesystem_store_datadir: path.join(directory, 'tasks') },
      os_glance_staging_store: { filesystem_store_datadir: path.join(directory, 'staging') },
      keystone_authtoken: {
        www_authenticate_uri: identity,
        auth_url: identity,
        memcached_servers: memcached,
        auth_type: 'password',
        project_domain_name: 'Default',
        user_domain_name: 'Default',
        project_name: SERVICE.project,
        username: SERVICE.user,
        password: SERVICE.password,
        region_name: REGION,
      },
      paste_deploy: { flavor: 'keystone', config_file: '/etc/glance/glance-api-paste.ini' },
      oslo_concurrency: { lock_path: path.join(directory, 'lock') },
      oslo_policy: { policy_dirs: '/etc/glance/policy.d' },
    }),
  );
  await run('glance-manage', ['--config-file', config, 'db_sync'], { directory });
  const daemon = await startDaemon('glance-api', {
    command: ['glance-api', '--config-file', config],
    directory,
    port,
  });
  return { daemon, imageUrl, data };
}

/** Its user, and its place in the catalogue. */
async function register({ authUrl, administrator }: Keystone, imageUrl: string): Promise<void> {
  const admin = await signIn(authUrl, administrator);
  await createAccount(admin, SERVICE, 'admin');
  const service = await create(admin, 'service', { type: 'image', name: 'glance' });
  await create(admin, 'endpoint', { service_id: service, interface: 'public', region_id: REGION, url: imageUrl });
}
