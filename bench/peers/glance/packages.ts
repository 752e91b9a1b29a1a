import { installPackages } from '../../debian-packages.ts';

/** What the peer consists of: a file of each Debian package, and the package. */
const NEEDED = {
  '/usr/bin/glance-api': 'glance-api',
  '/usr/bin/keystone-wsgi-public': 'keystone',
  '/usr/bin/uwsgi_python3': 'uwsgi-plugin-python3',
  '/usr/sbin/mariadbd': 'mariadb-server',
  '/usr/bin/memcached': 'memcached',
  '/usr/lib/python3/dist-packages/pymysql': 'python3-pymysql',
  '/usr/lib/python3/dist-packages/memcache.py': 'python3-memcache',
} as const;

/** @throws when this is not root, whom MariaDB and memcached need to become users of their own */
export async function installGlance(): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new Error('Only root can start the peer; name a running cloud with --openrc, or measure --alone.');
  }
  await installPackages(NEEDED);
}
