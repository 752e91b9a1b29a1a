import path from 'node:path';
import type { GuestControl } from '../../machines/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { Shell } from '../document/recipe-schema.ts';
import type { GuestShell, ShellRun } from './guest-shell.ts';
import { runLogged } from './run-logged.ts';

/** In memory (file-hierarchy(7)), so that nothing of it gets into the image. */
const PLACE = '/run/ingot-recipe';
const SCRIPT = `${PLACE}/script`;
const LOG = `${PLACE}/log`;
const SH = '/bin/sh';
const SHELLS: ReadonlySet<Shell> = new Set(['sh', 'bash']);
const ENVIRONMENT = [
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  'HOME=/root',
  'LANG=C.UTF-8',
  'TERM=dumb',
];

/** Its first argument is the log, the others are a command: a program finds its shell by PATH. */
const WRAPPER = 'exec >"$1" 2>&1 </dev/null; shift; exec "$@"';

/** Its first argument says how many of the others are names; files have whole paths, by which each manager knows them. */
const INSTALL = `set -eu
names=$1; shift
if command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  if [ "$names" -gt 0 ]; then apt-get -o DPkg::Lock::Timeout=300 update; fi
  apt-get -y -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold install -- "$@"
elif command -v dnf >/dev/null; then dnf -y install -- "$@"
elif command -v yum >/dev/null; then yum -y install -- "$@"
elif command -v zypper >/dev/null; then zypper --non-interactive install -- "$@"
elif command -v apk >/dev/null; then apk add -- "$@"
else echo "There is no package manager that is known: apt-get, dnf, yum, zypper, apk." >&2; exit 1
fi
`;

/** The steps of recipes in a Linux guest. */
export function linuxShell(control: GuestControl): GuestShell {
  const execute = async (command: string, args: readonly string[], signal: AbortSignal): Promise<void> => {
    const { code, errors } = await control.run({ path: SH, args: ['-c', command, 'ingot', ...args] }, signal);
    if (code !== 0) throw new IngotError('conflict', `The guest did not do this. ${errors.toString('utf8').trim()}`);
  };

  const run = async (
    script: string,
    command: readonly string[],
    { environment, log, signal }: ShellRun,
  ): Promise<number | null> => {
    await execute('umask 077; mkdir -p "$1"', [PLACE], signal);
    await control.writeFile(SCRIPT, Buffer.from(script), signal);
    const given = [...environment].map(([name, value]) => `${name}=${value}`);
    const program = {
      path: SH,
      args: ['-c', WRAPPER, 'ingot', LOG, ...command],
      environment: [...ENVIRONMENT, ...given],
    };
    return runLogged(control, program, { file: LOG, live: true, log }, signal);
  };

  return {
    script: async (script, shell, shellRun) => {
      const named = shell ?? 'sh';
      if (!SHELLS.has(named)) throw new IngotError('conflict', `A Linux guest has no shell ${named}; take sh or bash.`);
      return run(script, [named, SCRIPT], shellRun);
    },

    packages: (names, files, shellRun) =>
      run(INSTALL, ['sh', SCRIPT, String(names.length), ...names, ...files], shellRun),

    upload: async (to, bytes, mode, { signal }) => {
      if (!path.posix.isAbsolute(to)) throw new IngotError('conflict', `${to} is no absolute path of a Linux guest.`);
      await execute('mkdir -p "$1"', [path.posix.dirname(to)], signal);
      await control.writeFile(to, bytes, signal);
      if (mode !== null) await execute('chmod "$1" "$2"', [mode, to], signal);
    },

    clear: (signal) => execute('rm -rf "$1"; sync', [PLACE], signal),
  };
}
