import { formatSize } from '../command/size.ts';
import type { Translate } from '../messages/translate.ts';
import { harmless } from './harmless.ts';
import type { Cell } from './output.ts';

/** A cell in the words of the user, on one line. */
export function cellText(cell: Cell, t: Translate): string {
  if (cell === null) return '-';
  if (typeof cell === 'boolean') return cell ? t('cell.yes') : t('cell.no');
  if (cell instanceof Date) return localTime(cell);
  if (typeof cell === 'object') return formatSize(cell.bytes);
  return harmless(String(cell));
}

/** Numbers stand below each other by their last digit. */
export function isNumeric(cell: Cell): boolean {
  return typeof cell === 'number' || (typeof cell === 'object' && cell !== null && 'bytes' in cell);
}

/** `2026-11-21 06:53:05`, in the zone of the terminal. */
function localTime(time: Date): string {
  if (Number.isNaN(time.getTime())) return '-';
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ');
}
