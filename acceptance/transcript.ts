import type { Client } from './openstack.ts';

/** Writes down what was typed and what came back, for people to read. */
export interface Transcript {
  /** A client whose commands are written down. */
  record(program: string, client: Client): Client;
  say(words: string): void;
  /** Markdown. */
  text(): string;
}

/** @param replacements words that differ from run to run, and what to write instead */
export function transcript(replacements: () => readonly (readonly [string, string])[]): Transcript {
  const parts: string[] = [];
  return {
    record: (program, client) => async (args, input) => {
      const output = await client(args, input);
      const typed = [program, ...args].map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`)).join(' ');
      parts.push(`\`\`\`console\n$ ${typed}\n${output.trimEnd()}${output === '' ? '' : '\n'}\`\`\`\n`);
      return output;
    },
    say: (words) => {
      parts.push(`${words}\n`);
    },
    text: () => {
      let whole = parts.join('\n');
      for (const [word, instead] of replacements()) whole = whole.replaceAll(word, instead);
      return whole;
    },
  };
}
