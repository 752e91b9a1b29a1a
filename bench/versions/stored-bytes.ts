import { run } from '../../acceptance/program.ts';

/** Bytes that a directory takes on disk, holes not counted: all that a service keeps, its database included. */
export async function storedBytes(directory: string): Promise<number> {
  return Number((await run('du', ['--summarize', '--block-size=1', directory])).split('\t')[0]);
}
