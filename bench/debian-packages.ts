import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { run } from '../acceptance/program.ts';

/** https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt: 101 forbids a package to start its daemons. */
const POLICY = '/usr/sbin/policy-rc.d';

/**
 * Installs what is missing, without starting any of it.
 *
 * @param needed a file of each package → the package
 * @throws with the command to run when this is not root
 */
export async function installPackages(needed: Readonly<Record<string, string>>): Promise<void> {
  const missing = Object.entries(needed).flatMap(([file, name]) => (existsSync(file) ? [] : [name]));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    throw new Error(`The benchmark needs programs that are not here: sudo apt-get install ${missing.join(' ')}`);
  }
  const forbidStart = !existsSync(POLICY);
  if (forbidStart) await writeFile(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const environment = { DEBIAN_FRONTEND: 'noninteractive' };
    const options = ['-qq', '-o', 'DPkg::Lock::Timeout=600'];
    await run('apt-get', [...options, 'update'], { environment });
    await run('apt-get', [...options, '--no-install-recommends', '--yes', 'install', ...missing], { environment });
  } finally {
    if (forbidStart) await rm(POLICY);
  }
}
