import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Openrc } from '../openrc.ts';
import { outcomeOf, run } from '../program.ts';
import { tempestConfiguration, type TempestImages } from './configuration.ts';

export interface TempestResult {
  readonly id: string;
  readonly status: 'success' | 'fail' | 'skip' | 'xfail' | 'uxsuccess';
  readonly seconds: number;
  /** Why it was skipped, or the traceback. */
  readonly reason: string;
}

/** A workspace of our own for stestr, so that nothing is left in the user's home. */
const STESTR = `[DEFAULT]
test_path=/usr/lib/python3/dist-packages/tempest/test_discover
top_dir=/usr/lib/python3/dist-packages
group_regex=([^\\.]*\\.)*
`;

/**
 * Runs Debian's tempest.
 *
 * @param pattern regular expression of the tests
 * @param directory empty; holds configuration, log and result afterwards
 */
export async function runTempest(
  admin: Openrc,
  { pattern, workers, directory, ...images }: { pattern: string; workers: number; directory: string } & TempestImages,
): Promise<TempestResult[]> {
  await mkdir(path.join(directory, 'lock'));
  const configuration = tempestConfiguration(admin, directory, images);
  await writeFile(path.join(directory, 'tempest.conf'), configuration, { mode: 0o600 });
  await writeFile(path.join(directory, '.stestr.conf'), STESTR);
  const environment = {
    HOME: directory,
    TEMPEST_CONFIG_DIR: `${directory}/`,
    TEMPEST_CONFIG: 'tempest.conf',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  await run('/usr/bin/stestr', ['-q', 'init'], { environment, directory });
  const { stderr } = await outcomeOf('/usr/bin/stestr', ['run', '--concurrency', String(workers), pattern], {
    environment,
    directory,
  });
  const last = path.join(directory, 'run.subunit');
  const subunit = '/usr/bin/stestr last --subunit > "$1"';
  await run('/bin/sh', ['-c', subunit, 'sh', last], { environment, directory }).catch((cause: unknown) => {
    throw new Error(`stestr left no result: ${stderr}`, { cause });
  });
  const report = fileURLToPath(new URL('report.py', import.meta.url));
  return JSON.parse(await run('/usr/bin/python3', [report, last])) as TempestResult[];
}
