import { appendFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import path from 'node:path';
import { receiveOrder, remoteDisk, sendResult } from '../remote-disk.ts';
import { findingsOf } from './findings.ts';

/** A child that tells whether its code comes from the cache, whose directory the disk says, and whether it can change that. */
const order = receiveOrder() as { size: number } | null;
if (order !== null) {
  const cache = (await remoteDisk(order.size).read(0, order.size)).toString();
  const did: string[] = [];
  if (getCompileCacheDir()?.startsWith(cache) === true) did.push('runs compiled code');

  const attempt = (what: string, act: () => void): void => {
    try {
      act();
      did.push(what);
    } catch {
      // It was kept from it.
    }
  };

  const compiled = readdirSync(cache, { recursive: true, withFileTypes: true }).find((entry) => entry.isFile());
  const file = path.join(compiled?.parentPath ?? cache, compiled?.name ?? 'none');
  attempt('added code', () => writeFileSync(path.join(cache, 'code'), ''));
  attempt('changed code', () => appendFileSync(file, 'x'));
  attempt('cut code', () => truncateSync(file));
  attempt('removed code', () => rmSync(file));
  sendResult({ findings: findingsOf(...did), profiles: [], plan: null });
}
