import { formatSize } from '../command/size.ts';
import { message } from '../messages/message.ts';
import type { Translate } from '../messages/translate.ts';
import { displayWidth, fitted } from '../output/display-width.ts';

export interface State {
  readonly what: string;
  /** Bytes */
  readonly done: number;
  readonly total: number | null;
  /** Bytes per second; null when it is not known yet. */
  readonly rate: number | null;
}

const BAR = 20;
/** A day: what takes longer has no end worth telling. */
const LONGEST = 86_400;

/** One line that says how a transfer goes, not wider than the terminal. */
export function progressLine({ what, done, total, rate }: State, width: number, t: Translate): string {
  const parts = [
    total === null ? formatSize(done) : t(message('progress.of', { done: formatSize(done), total: formatSize(total) })),
  ];
  if (rate !== null) parts.push(t(message('progress.rate', { rate: formatSize(Math.round(rate)) })));
  const left = total === null || rate === null || rate <= 0 ? null : (total - done) / rate;
  if (left !== null && left < LONGEST) parts.push(t(message('progress.left', { time: clock(left) })));
  const figures = parts.join('  ');
  const bar = total === null ? '' : `  ${barOf(total === 0 ? 1 : done / total)}`;
  const room = width - displayWidth(figures) - bar.length - 3;
  return room >= 4 ? `${fitted(what, room)}${bar}  ${figures}` : fitted(figures, width - 1);
}

function barOf(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * BAR);
  return `[${'#'.repeat(full)}${'-'.repeat(BAR - full)}]`;
}

/** `0:05`, `12:34`, `1:02:03` */
function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
