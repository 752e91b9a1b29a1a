/** What stands where a secret stood. */
const MASK = '***';
/** Shorter lines of a secret that has several are words like any other. */
const LEAST_LINE = 4;

/**
 * Takes secrets out of texts: as they are, each line of those that have several, and as they look in Base64, in addresses and
 * in JSON. Who writes one down in another way shows it.
 */
export class SecretMask {
  /** The longest first, so that one that holds another is found whole. */
  readonly #forms: readonly string[];
  readonly #longest: number;

  constructor(secrets: Iterable<string>) {
    const forms = new Set([...secrets].flatMap(formsOf));
    this.#forms = [...forms].toSorted((a, b) => b.length - a.length);
    this.#longest = this.#forms[0]?.length ?? 0;
  }

  apply(text: string): string {
    return this.#forms.reduce((masked, form) => masked.replaceAll(form, MASK), text);
  }

  /**
   * Up to where a text can be masked while more of it is to come: what follows may be the beginning of a secret, or belongs to
   * one that is.
   */
  settledTo(text: string): number {
    let end = this.#openFrom(text);
    for (;;) {
      const start = this.#startAcross(text, end);
      if (start === end) return end;
      end = start;
    }
  }

  /** Where a secret may have begun that is not there whole; the length where there is none. */
  #openFrom(text: string): number {
    for (let at = Math.max(0, text.length - this.#longest + 1); at < text.length; at += 1) {
      const rest = text.slice(at);
      if (this.#forms.some((form) => form.length > rest.length && form.startsWith(rest))) return at;
    }
    return text.length;
  }

  /** Where a whole secret begins that lies across a place; that place where there is none. */
  #startAcross(text: string, place: number): number {
    const starts = this.#forms.flatMap((form) => {
      const start = text.indexOf(form, Math.max(0, place - form.length + 1));
      return start === -1 || start >= place ? [] : [start];
    });
    return Math.min(place, ...starts);
  }
}

function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= LEAST_LINE);
  return [secret, ...lines].flatMap((text) => {
    const bytes = Buffer.from(text);
    return [
      text,
      bytes.toString('base64'),
      bytes.toString('base64').replace(/=+$/, ''),
      bytes.toString('base64url'),
      encodeURIComponent(text.toWellFormed()),
      JSON.stringify(text).slice(1, -1),
    ];
  });
}
