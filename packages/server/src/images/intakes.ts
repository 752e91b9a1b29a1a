import type { ImageId } from '../kernel/ids.ts';

/**
 * The images whose bytes are coming in through this process, so that deleting one stops them at once. Other processes
 * notice with their next heartbeat.
 */
export class Intakes {
  readonly #controllers = new Map<ImageId, AbortController>();

  /** Runs `work` with a signal that aborts when `outer` does, or when `stop` is called for the image. */
  async run<Result>(
    id: ImageId,
    outer: AbortSignal,
    work: (signal: AbortSignal, stop: (reason: Error) => void) => Promise<Result>,
  ): Promise<Result> {
    const controller = new AbortController();
    this.#controllers.set(id, controller);
    try {
      return await work(AbortSignal.any([outer, controller.signal]), (reason) => controller.abort(reason));
    } finally {
      // A later writer may have taken the place: a claim that is lost ends after its successor has begun.
      if (this.#controllers.get(id) === controller) this.#controllers.delete(id);
    }
  }

  stop(id: ImageId, reason: Error): void {
    this.#controllers.get(id)?.abort(reason);
  }
}
