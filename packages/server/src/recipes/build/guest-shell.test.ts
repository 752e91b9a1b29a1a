import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasCode } from '../../kernel/errors.ts';
import type { GuestControl, GuestProgram } from '../../machines/index.ts';
import type { ShellRun } from './guest-shell.ts';
import { linuxShell } from './linux-shell.ts';
import { SecretMask } from './secret-mask.ts';
import { StepLog } from './step-log.ts';
import { windowsShell } from './windows-shell.ts';

const SECRET = "it's a $ecret";
const NO = new Error('nobody asks for this here');

/** A guest whose programs all succeed, and print what the file of the log is said to have. */
function guest(printed: string, code = 0) {
  const programs: GuestProgram[] = [];
  const files = new Map<string, string>();
  const control: GuestControl = {
    wait: async () => undefined,
    about: () => Promise.reject(NO),
    readFile: async (_path, limit, _signal, from = 0) => Buffer.from(printed).subarray(from, from + limit),
    writeFile: async (path, bytes) => void files.set(path, bytes.toString('utf8')),
    run: async (program) => {
      programs.push(program);
      // Of the helper, and of what the step is about.
      const isStep = program.environment !== undefined || program.input?.includes('Out-File');
      return { code: isStep ? code : 0, output: Buffer.alloc(0), errors: Buffer.alloc(0) };
    },
    setPassword: () => Promise.reject(NO),
    shutDown: () => Promise.reject(NO),
  };
  let log = '';
  const run: ShellRun = {
    environment: new Map([['key', SECRET]]),
    log: new StepLog(new SecretMask([SECRET]), async ({ text }) => void (log += text)),
    signal: new AbortController().signal,
  };
  return { control, run, programs, files, log: () => log };
}

/** Everything that a list of processes or a disk could show. */
function visible({ programs, files }: Pick<ReturnType<typeof guest>, 'programs' | 'files'>): string {
  return [...programs.flatMap(({ path, args }) => [path, ...args]), ...files.keys(), ...files.values()].join('\n');
}

describe('the steps of a recipe in a Linux guest', () => {
  it('have secrets in their environment only, and a log without them', async () => {
    const at = guest(`the key is ${SECRET}\n`, 7);
    assert.equal(await linuxShell(at.control).script('echo "the key is $key"', 'bash', at.run), 7);
    assert.equal(at.log(), 'the key is ***\n');
    assert.ok(!visible(at).includes(SECRET));
    const { args = [], environment = [] } = at.programs.at(-1) ?? {};
    assert.ok(environment.includes(`key=${SECRET}`) && environment.some((each) => each.startsWith('PATH=')));
    assert.deepEqual(args.slice(-2), ['bash', '/run/ingot-recipe/script']);
  });

  it('name packages as arguments, which nothing takes for orders', async () => {
    const at = guest('');
    assert.equal(await linuxShell(at.control).packages(['a;b', '$c'], ['/opt/d e.deb'], at.run), 0);
    assert.deepEqual(at.programs.at(-1)?.args.slice(-4), ['2', 'a;b', '$c', '/opt/d e.deb']);
  });

  it('are refused what is not of Linux', async () => {
    const { control, run } = guest('');
    await assert.rejects(linuxShell(control).script('dir', 'cmd', run), (error) => hasCode(error, 'conflict'));
    await assert.rejects(linuxShell(control).upload('a', Buffer.alloc(1), null, run), /no absolute path/);
  });
});

describe('the steps of a recipe in a Windows guest', () => {
  it('have secrets on a standard input only', async () => {
    const at = guest(`\uFEFF${SECRET}\r\n`, 3);
    assert.equal(await windowsShell(at.control).script('Write-Output $env:key', null, at.run), 3);
    assert.equal(at.log(), '***\n');
    assert.ok(!visible(at).includes(SECRET));
    const base64 = Buffer.from(SECRET).toString('base64');
    assert.ok(!visible(at).includes(base64));
    const input = at.programs.at(-1)?.input?.toString('utf8') ?? '';
    assert.ok(
      input.startsWith(`$env:key = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${base64}'))\r\n`),
    );
    assert.equal(at.files.get(String.raw`C:\Windows\Temp\ingot-recipe\script.ps1`), '\uFEFFWrite-Output $env:key');
  });

  it('install .msi files one by one, and take the wish for a restart for success', async () => {
    const at = guest('', 3010);
    assert.equal(await windowsShell(at.control).packages([], ['C:\\a.msi', 'C:\\b.MSI'], at.run), 0);
    assert.equal(at.programs.filter(({ input }) => input?.includes('msiexec')).length, 2);
    const failing = guest('', 1603);
    assert.equal(await windowsShell(failing.control).packages([], ['C:\\a.msi', 'C:\\b.msi'], failing.run), 1603);
    assert.equal(failing.programs.filter(({ input }) => input?.includes('msiexec')).length, 1);
  });

  it('are refused what is not of Windows', async () => {
    const { control, run } = guest('');
    const shell = windowsShell(control);
    await assert.rejects(shell.script('ls', 'sh', run), (error) => hasCode(error, 'conflict'));
    await assert.rejects(shell.packages(['curl'], [], run), (error) => hasCode(error, 'conflict'));
    await assert.rejects(shell.packages([], ['C:\\a.exe'], run), /no \.msi/);
    await assert.rejects(shell.upload('/etc', Buffer.alloc(1), '0644', run), /have no mode|no absolute path/);
  });
});
