import type { Signals } from '../db/index.ts';
import { parseImageId } from '../kernel/ids.ts';
import { deletedMeanwhile } from './image-uploads.ts';
import type { Intakes } from './intakes.ts';

/** The topic of what is told when an image was deleted; the detail is its id. */
export const IMAGE_DELETED = 'image deleted';

/** Stops what comes in here for an image that another process deletes, long before the next heartbeat would. */
export function stopIntakesOfDeleted(signals: Signals, intakes: Intakes): void {
  signals.on(IMAGE_DELETED, (detail) => {
    const id = parseImageId(detail);
    if (id !== null) intakes.stop(id, deletedMeanwhile(id));
  });
}
