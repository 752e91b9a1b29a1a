import { setTimeout as delay } from 'node:timers/promises';
import { IngotError } from '../../kernel/errors.ts';
import type { RecipeStep } from '../document/recipe-plan.ts';
import type { BuildMachine } from './build-machine.ts';
import type { ShellRun } from './guest-shell.ts';

/** Between two looks for a file, in milliseconds. */
const LOOK_EVERY = 1000;

/**
 * Does one step in the guest.
 *
 * @returns the exit code of what it ran, null where it ran nothing.
 * @throws IngotError `conflict` when that has not succeeded.
 */
export async function doStep(machine: BuildMachine, step: RecipeStep, run: ShellRun): Promise<number | null> {
  const { shell, control } = machine;
  switch (step.kind) {
    case 'script':
      return succeeded(await shell.script(step.script, step.shell, run), step.successCodes);
    case 'packages':
      return succeeded(await shell.packages(step.names, step.files, run), [0]);
    case 'upload':
      await shell.upload(step.to, step.bytes, step.mode, run);
      await run.log.say(`${step.bytes.length} bytes were written to ${step.to}.`);
      return null;
    case 'reboot':
      await machine.reboot(run.signal);
      await run.log.say('The guest has restarted, and its agent answers.');
      return null;
    case 'wait':
      await delay(step.duration, undefined, { signal: run.signal });
      return null;
    case 'wait-for-file':
      while ((await control.readFile(step.path, 1, run.signal)) === null) {
        await delay(LOOK_EVERY, undefined, { signal: run.signal });
      }
      await run.log.say(`${step.path} is there.`);
      return null;
  }
}

function succeeded(code: number | null, successCodes: readonly number[]): number {
  if (code === null) throw new StepEnd('A signal ended it.', null);
  if (!successCodes.includes(code)) throw new StepEnd(`It ended with exit code ${code}.`, code);
  return code;
}

/** What a step ended with that has not succeeded. */
export class StepEnd extends IngotError {
  readonly exitCode: number | null;

  constructor(message: string, exitCode: number | null) {
    super('conflict', message);
    this.exitCode = exitCode;
  }
}
