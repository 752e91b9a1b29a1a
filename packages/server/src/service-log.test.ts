import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const MODULE = fileURLToPath(new URL('service-log.ts', import.meta.url));

/** The lines that a process writes which runs `script` with a `log`. */
async function linesOf(script: string): Promise<Record<string, unknown>[]> {
  const source = `import { openServiceLog } from '${MODULE}'; const log = openServiceLog('info'); ${script}`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', source], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [written] = await Promise.all([text(child.stderr), once(child, 'close')]);
  const lines = written.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

for (const [how, end] of [
  ['of itself', ''],
  ['at once', 'process.exit(0);'],
  ['by an error', 'throw new Error("ended");'],
  ['with much to say', 'for (let n = 0; n < 5000; n += 1) log.info({ n }, "more"); process.exit(0);'],
] as const) {
  test(`a process that ends ${how} has written all of its log, in order`, async () => {
    const lines = await linesOf(`log.info('first'); log.info({ a: 1 }, 'second'); ${end}`);
    assert.deepEqual(
      lines.slice(0, 2).map(({ level, msg }) => [level, msg]),
      [
        [30, 'first'],
        [30, 'second'],
      ],
    );
    const more = lines.slice(2).map(({ n }) => n);
    assert.deepEqual(
      more,
      Array.from({ length: more.length }, (_, n) => n),
    );
    assert.equal(more.length, end.startsWith('for') ? 5000 : 0);
  });
}

test('lines are written soon, and tell the time to the millisecond', async () => {
  const before = Date.now();
  const lines = await linesOf(
    `for (let n = 0; n < 3; n += 1) { log.info('line'); await new Promise((done) => setTimeout(done, 400)); }
     process.kill(process.pid, 'SIGKILL');`,
  );
  const times = lines.map(({ time }) => String(time));
  assert.equal(times.length, 3);
  for (const time of times) assert.equal(new Date(time).toISOString(), time);
  assert.ok(Date.parse(times[0] ?? '') >= before && Date.parse(times[2] ?? '') - Date.parse(times[0] ?? '') >= 800);
});

test('a flush has all of it written', async () => {
  const lines = await linesOf(
    `log.info('line'); log.flush(() => process.kill(process.pid, 'SIGKILL')); setTimeout(() => {}, 10_000);`,
  );
  assert.deepEqual(
    lines.map(({ msg }) => msg),
    ['line'],
  );
});
