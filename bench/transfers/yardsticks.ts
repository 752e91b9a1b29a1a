import { rm } from 'node:fs/promises';
import { run } from '../../acceptance/program.ts';

/** What the machine itself takes for the same bytes: seconds of each tool. */
export async function yardsticks(file: string): Promise<Readonly<Record<string, number>>> {
  const copy = `${file}.copy`;
  const measured = {
    cp: await seconds('cp', [file, copy]),
    md5: await seconds('openssl', ['md5', file]),
    sha512: await seconds('openssl', ['sha512', file]),
  };
  await rm(copy);
  return measured;
}

async function seconds(program: string, args: readonly string[]): Promise<number> {
  const start = performance.now();
  await run(program, args);
  return (performance.now() - start) / 1000;
}
