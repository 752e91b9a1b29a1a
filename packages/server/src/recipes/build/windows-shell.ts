import path from 'node:path';
import { IngotError } from '../../kernel/errors.ts';
import type { GuestControl } from '../../machines/index.ts';
import type { Shell } from '../document/recipe-schema.ts';
import type { GuestShell, ShellRun } from './guest-shell.ts';
import { runLogged } from './run-logged.ts';

const PLACE = String.raw`C:\Windows\Temp\ingot-recipe`;
const LOG = `${PLACE}\\log.txt`;
const POWERSHELL = String.raw`C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe`;
/** `-Command -` takes what is to be done from the standard input, which no file and no list of processes shows. */
const ARGUMENTS = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-Command', '-'];
const BOM = '\uFEFF';
/** Of Windows Installer: it has succeeded, and the system has to be restarted. */
const RESTART_NEEDED = 3010;

/** How a script of each shell is called, and run. */
const SCRIPTS: Partial<Record<Shell, { readonly file: string; readonly call: string }>> = {
  powershell: { file: `${PLACE}\\script.ps1`, call: `& '${PLACE}\\script.ps1'` },
  cmd: { file: `${PLACE}\\script.cmd`, call: `& cmd.exe /d /c '${PLACE}\\script.cmd'` },
};

/** The steps of recipes in a Windows guest, by PowerShell 5.1 or later. */
export function windowsShell(control: GuestControl): GuestShell {
  const orders = async (lines: readonly string[], signal: AbortSignal): Promise<void> => {
    const { code, errors } = await control.run(powershell(lines), signal);
    if (code !== 0) throw new IngotError('conflict', `The guest did not do this. ${errors.toString('utf8').trim()}`);
  };

  const call = async (line: string, { environment, log, signal }: ShellRun): Promise<number | null> => {
    const given = [...environment].map(([name, value]) => `$env:${name} = ${textOf(value)}`);
    const lines = [
      ...given,
      // In one line: what is read from a standard input is done line by line.
      `try { ${line} *>&1 | Out-File -Encoding utf8 '${LOG}'; exit $LASTEXITCODE } catch { $_ | Out-File -Append -Encoding utf8 '${LOG}'; exit 1 }`,
    ];
    // Out-File lets nobody read meanwhile.
    return runLogged(control, powershell(lines), { file: LOG, live: false, log }, signal);
  };

  const makeDirectory = (directory: string, signal: AbortSignal): Promise<void> =>
    orders([`New-Item -ItemType Directory -Force -Path ${textOf(directory)} | Out-Null`], signal);

  return {
    script: async (script, shell, run) => {
      const known = SCRIPTS[shell ?? 'powershell'];
      if (!known) throw new IngotError('conflict', `A Windows guest has no shell ${shell}; take powershell or cmd.`);
      await makeDirectory(PLACE, run.signal);
      // Without a mark PowerShell 5.1 takes it for the system's code page.
      const text = known.file.endsWith('.ps1') ? BOM + script : script.replaceAll(/\r?\n/g, '\r\n');
      await control.writeFile(known.file, Buffer.from(text), run.signal);
      return call(known.call, run);
    },

    packages: async (names, files, run) => {
      if (names.length > 0) {
        throw new IngotError('conflict', 'A Windows guest installs files (.msi), and no packages by their names.');
      }
      await makeDirectory(PLACE, run.signal);
      for (const file of files) {
        if (!file.toLowerCase().endsWith('.msi')) {
          throw new IngotError('conflict', `${file} is no .msi: run its installer by a script, with its own options.`);
        }
        const list = `'/i', ('"{0}"' -f ${textOf(file)}), '/qn', '/norestart'`;
        const install = `(Start-Process msiexec.exe -ArgumentList ${list} -Wait -PassThru).ExitCode`;
        const code = await call(`& { $global:LASTEXITCODE = ${install} }`, run);
        if (code !== 0 && code !== RESTART_NEEDED) return code;
      }
      return 0;
    },

    upload: async (to, bytes, mode, { signal }) => {
      if (!path.win32.isAbsolute(to)) throw new IngotError('conflict', `${to} is no absolute path of a Windows guest.`);
      if (mode !== null) throw new IngotError('conflict', 'Files of Windows have no mode.');
      await makeDirectory(path.win32.dirname(to), signal);
      await control.writeFile(to, bytes, signal);
    },

    clear: (signal) =>
      orders([`Remove-Item -Recurse -Force -ErrorAction SilentlyContinue '${PLACE}'`, 'exit 0'], signal),
  };
}

function powershell(lines: readonly string[]) {
  return { path: POWERSHELL, args: ARGUMENTS, input: Buffer.from(`${lines.join('\r\n')}\r\n`) };
}

/** A text as an expression of PowerShell, in which nothing of it can be taken for more. */
function textOf(value: string): string {
  const base64 = Buffer.from(value).toString('base64');
  return `[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${base64}'))`;
}
