import type { LogPiece } from '../runs/run.ts';
import type { SecretMask } from './secret-mask.ts';

/** Of a step's log, in characters. */
export const MAX_LOG = 1024 * 1024;
const CUT = 'The log ends here: it is longer than what is kept.';
/** Colours and other orders to a terminal (ECMA-48): who reads the log is none. */
// oxlint-disable-next-line no-control-regex -- that is what they are made of
const TERMINAL_ORDERS = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)|[@-Z\\-_])/g;
// oxlint-disable-next-line no-control-regex -- as above
const OTHER_CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

/** Characters that wait for the end of their line, and for the rest of a secret. */
const LONGEST_LINE = 16 * 1024;
const LONGEST_OPEN = 256 * 1024;
/** Characters that are kept at a time. */
const MAX_PART = 64 * 1024;

/** Takes what is to be kept. */
type Keep = (part: LogPiece) => Promise<void>;

/**
 * The log of one step: what its program prints, as plain text without secrets, up to a bound. What may be the beginning of a
 * secret waits for what follows.
 */
export class StepLog {
  readonly #keep: Keep;
  readonly #mask: SecretMask;
  readonly #decoder = new TextDecoder();
  /** Not yet a whole line. */
  #line = '';
  /** Plain, but perhaps the beginning of a secret. */
  #plain = '';
  #length = 0;
  #isAtLineStart = true;

  constructor(mask: SecretMask, keep: Keep) {
    this.#mask = mask;
    this.#keep = keep;
  }

  /** Whether nothing more is kept. */
  get isFull(): boolean {
    return this.#length >= MAX_LOG;
  }

  /** Bytes that a program of the guest has printed. */
  async write(bytes: Buffer): Promise<void> {
    this.#line += this.#decoder.decode(bytes, { stream: true });
    const end = this.#line.length > LONGEST_LINE ? this.#line.length : this.#line.lastIndexOf('\n') + 1;
    this.#plain += plainText(this.#line.slice(0, end));
    this.#line = this.#line.slice(end);
    const settled = this.#plain.length > LONGEST_OPEN ? this.#plain.length : this.#mask.settledTo(this.#plain);
    await this.#put(this.#plain.slice(0, settled), false);
    this.#plain = this.#plain.slice(settled);
  }

  /** Nothing follows on what was written. */
  async end(): Promise<void> {
    const rest = this.#plain + plainText(this.#line + this.#decoder.decode());
    this.#line = '';
    this.#plain = '';
    await this.#put(rest, false);
  }

  /** A sentence of ours, on a line of its own. */
  async say(sentence: string): Promise<void> {
    await this.end();
    if (!this.#isAtLineStart) await this.#put('\n', false);
    await this.#put(`${plainText(sentence)}\n`, true);
  }

  async #put(text: string, isOurs: boolean): Promise<void> {
    if (text === '' || this.isFull) return;
    const masked = this.#mask.apply(text);
    const room = MAX_LOG - this.#length;
    await this.#append(masked.slice(0, room), isOurs);
    if (masked.length <= room) return;
    await this.#append('\n', false);
    await this.#append(`${CUT}\n`, true);
  }

  async #append(text: string, isOurs: boolean): Promise<void> {
    const at = this.#length;
    this.#length += text.length;
    this.#isAtLineStart = text.endsWith('\n');
    for (let from = 0; from < text.length; from += MAX_PART) {
      await this.#keep({ at: at + from, text: text.slice(from, from + MAX_PART).toWellFormed(), isOurs });
    }
  }
}

function plainText(text: string): string {
  return text
    .replaceAll(TERMINAL_ORDERS, '')
    .replaceAll(/\r+\n?/g, '\n')
    .replaceAll(OTHER_CONTROLS, '')
    .toWellFormed();
}
