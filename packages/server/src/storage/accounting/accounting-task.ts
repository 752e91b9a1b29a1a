import type { Clock } from '../../kernel/clock.ts';
import type { MaintenanceTask } from '../maintenance-task.ts';
import { measure, type MeasurementParts } from './measurement.ts';

/** Measures what images, families and projects take. Begun again it begins from the start. */
export function accountingTask(parts: MeasurementParts & { readonly clock: Clock }): MaintenanceTask<'accounting'> {
  return {
    run: async (_options, run) => {
      const { contents, unreadable } = await measure(parts, parts.clock.now(), run.signal, (progress) => {
        run.tell({ ...progress, unreadable: 0 });
      });
      return { contents, measuredContents: contents, unreadable };
    },
  };
}
