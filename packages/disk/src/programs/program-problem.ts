import { fenced, READING } from '../fence/fence.ts';
import { ProgramError } from './program-error.ts';
import { runProgram } from './run-program.ts';

/** Why a command does not run on this machine, as a sentence; null when it does. */
export async function problemOf(command: readonly string[]): Promise<string | null> {
  try {
    await runProgram(command);
    return null;
  } catch (error) {
    if (error instanceof ProgramError) return error.message;
    throw error;
  }
}

let looked: Promise<string | null> | null = null;

/** Why bubblewrap does not work on this machine; null where it does. Looked at once: it stays so while a process lives. */
export function fenceProblem(): Promise<string | null> {
  return (looked ??= problemOf(fenced(['true'], READING, { read: [], write: [] })));
}
