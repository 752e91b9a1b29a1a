import { cpus, release, totalmem } from 'node:os';

/** What figures have to be read with. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${memory} GiB, Linux ${release()}, Node ${process.versions.node}`;
}
