/** A part of the log of a step, as the service gives it. */
interface LogPart {
  readonly text: string;
  /** Where in the log the service speaks and not the guest: whole lines. */
  readonly sentences: readonly { readonly from: number; readonly to: number }[];
}

/** What the service says in a log, or what the guest has printed between that. */
export interface LogRun {
  readonly text: string;
  readonly isSaid: boolean;
}

/** Puts a log together of its parts, which may end within a line. */
export class LogLines {
  readonly #runs: { text: string; readonly isSaid: boolean }[] = [];

  /** @param from where in the log the part begins, in characters. */
  add(from: number, { text, sentences }: LogPart): void {
    let at = from;
    for (const sentence of sentences) {
      this.#append(text.slice(at - from, sentence.from - from), false);
      this.#append(text.slice(sentence.from - from, sentence.to - from), true);
      at = sentence.to;
    }
    this.#append(text.slice(at - from), false);
  }

  all(): readonly LogRun[] {
    return this.#runs;
  }

  #append(text: string, isSaid: boolean): void {
    const last = this.#runs.at(-1);
    if (text === '') return;
    if (last?.isSaid === isSaid) last.text += text;
    else this.#runs.push({ text, isSaid });
  }
}
