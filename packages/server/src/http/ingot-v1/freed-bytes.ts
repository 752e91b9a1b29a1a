import { Type } from 'typebox';
import type { Freed } from '../../images/index.ts';

/** What deleting something for good would free of the store. */
export const FREED_BYTES = {
  freedBytes: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
    description:
      'Stored bytes that nothing else in the store reaches; for others than administrators, nothing else in the project. ' +
      'Deleting it, and emptying the trash, frees that much. Null until it is measured',
  }),
  measuredAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
    description: 'When that was measured',
  }),
};

export function renderFreed(freed: Freed | null) {
  return { freedBytes: freed?.bytes ?? null, measuredAt: freed && new Date(freed.measuredAt).toISOString() };
}
