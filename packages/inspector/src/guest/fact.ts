import { DiskError } from '@ingot/disk';
import { shown } from '../report/shown.ts';

/**
 * Something about a guest that was either found out, or could not be, for a reason. What is known to be absent is known:
 * an empty list, or null. Only so can nothing that was not read pass for something that is not there.
 */
export type Fact<T> =
  | { readonly known: true; readonly value: T }
  | {
      readonly known: false;
      /** A sentence for people; printable. */
      readonly reason: string;
    };

export function known<T>(value: T): Fact<T> {
  return { known: true, value };
}

export function unknown(reason: string): Fact<never> {
  return { known: false, reason };
}

/** What `find` finds; a DiskError on the way there makes it unknown. */
export async function factOf<T>(find: () => Promise<T>): Promise<Fact<T>> {
  try {
    return known(await find());
  } catch (error) {
    if (error instanceof DiskError) return unknown(shown(error.message));
    throw error;
  }
}
