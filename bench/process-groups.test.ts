import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { processGroups } from './process-groups.ts';

test('what a process and its children use is counted, and nothing else', async () => {
  // Both burn 200 ms of CPU, say so, and wait for the end of their input.
  const burn = 'while (process.cpuUsage().user < 2e5); process.stdout.write("."); process.stdin.resume();';
  const parent = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(burn)}],
    { stdio: 'inherit' }); ${burn}`;
  const child = spawn(process.execPath, ['-e', parent], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const { pid } = child;
  assert.ok(pid !== undefined);
  try {
    for (let done = 0; done < 2;) done += String((await once(child.stdout, 'data'))[0]).length;
    const group = processGroups([pid]);
    assert.ok(group.cpuSeconds() >= 0.35, `${group.cpuSeconds()} s`);
    assert.ok(group.cpuSeconds() < 10);
    assert.ok(group.residentBytes() > 20 * 2 ** 20);
  } finally {
    process.kill(-pid, 'SIGKILL');
    await once(child, 'exit');
  }
  assert.equal(processGroups([]).cpuSeconds(), 0);
});
