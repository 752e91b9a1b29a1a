import type { Progress } from './upload.ts';

/** Milliseconds that the speed is an average of. */
const WINDOW = 10_000;
/** Milliseconds before which it would mean nothing. */
const LEAST = 1000;

interface Point {
  readonly at: number;
  readonly done: number;
}

/** How fast a file goes, by how far it was when. */
export class Speedometer {
  #points: Point[] = [];

  /**
   * @param at milliseconds, by any clock that goes on.
   * @param done bytes of `size`.
   */
  progress(at: number, done: number, size: number): Progress {
    // What was taken back is sent again: the time before says nothing.
    if ((this.#points.at(-1)?.done ?? 0) > done) this.#points = [];
    this.#points.push({ at, done });
    this.#points = this.#points.filter((point) => point.at > at - WINDOW);
    const [first] = this.#points;
    const time = at - (first?.at ?? at);
    if (time < LEAST) return { done, speed: null, left: null };
    const speed = ((done - (first?.done ?? done)) / time) * 1000;
    return { done, speed, left: speed > 0 ? (size - done) / speed : null };
  }
}
