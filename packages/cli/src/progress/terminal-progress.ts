import { message, type Message } from '../messages/message.ts';
import type { Translate } from '../messages/translate.ts';
import { progressLine } from './progress-line.ts';
import type { Meter, Progress } from './progress.ts';
import { Rate } from './rate.ts';

/** What progress is written to: standard error, so that standard output belongs to the answer. */
export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** A line is drawn anew this often, in milliseconds. */
const EVERY_MS = 100;
const ERASED = '\r\u001b[K';

/** On a terminal one line that is drawn anew; elsewhere one line when something begins. With `quiet` nothing at all. */
export function terminalProgress(screen: Screen, t: Translate, quiet: boolean): Progress {
  const drawing = screen.isTTY === true && !quiet;
  return {
    begin: (what, total) => {
      if (drawing) return drawnMeter(screen, t, what, total);
      if (!quiet) screen.write(`${t(message('progress.begun', { what: t(what) }))}\n`);
      return { set: () => {}, add: () => {}, end: () => {} };
    },
    tell: (told) => {
      if (!quiet) screen.write(`${drawing ? ERASED : ''}${t(told)}\n`);
    },
  };
}

function drawnMeter(screen: Screen, t: Translate, what: Message, total: number | null): Meter {
  let state = { done: 0, total };
  let drawn = -Infinity;
  const rate = new Rate(performance.now());
  const draw = (): void => {
    const now = performance.now();
    if (now - drawn < EVERY_MS) return;
    drawn = now;
    const line = progressLine({ what: t(what), ...state, rate: rate.at(now, state.done) }, screen.columns || 80, t);
    screen.write(ERASED + line);
  };
  return {
    set: (done, of = state.total) => {
      state = { done, total: of };
      draw();
    },
    add: (more) => {
      state = { ...state, done: state.done + more };
      draw();
    },
    end: () => {
      screen.write(ERASED);
    },
  };
}
