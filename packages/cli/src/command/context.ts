import type { ApiClient } from '@ingot/client';
import type { Config } from '../access/config-file.ts';
import type { Surroundings } from '../access/clouds-yaml.ts';
import type { PlainKey } from '../messages/message.ts';
import type { Progress } from '../progress/progress.ts';

/** Signed in to a service. */
export interface Access {
  readonly client: ApiClient;
  readonly project: { readonly id: string };
}

/** What a command has beside what it was told. */
export interface CommandContext {
  /** Signs in when it is first asked. @throws CommandError `notAllowed` when nobody has. */
  access(): Promise<Access>;
  readonly config: ConfigStore;
  readonly surroundings: Surroundings;
  readonly progress: Progress;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** The name of the cloud or context that the command line gave, if it did. */
  readonly chosen: Chosen;
  readonly input: Input;
}

export interface Chosen {
  readonly cloud?: string;
  readonly context?: string;
}

export interface ConfigStore {
  readonly file: string;
  read(): Promise<Config>;
  write(config: Config): Promise<void>;
}

/** Who sits at the terminal, or what was piped in. */
export interface Input {
  readonly isTerminal: boolean;
  /** Asks for a line; what is typed is not shown when it is a secret. */
  ask(question: PlainKey, options: { readonly secret: boolean }): Promise<string>;
  /** All that was piped in, without its final line break. */
  all(): Promise<string>;
}
