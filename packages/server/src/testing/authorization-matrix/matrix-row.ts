import type { Row } from './personas.ts';

/** What an image has gone through before it is asked for. */
export type PreparedImage = 'queued' | 'pushed' | 'staged' | 'active' | 'tagged' | 'deleted';

/** One route, and what it answers to whom. */
export interface MatrixRow {
  readonly row: Row;
  /** The image behind `:image_id` or `:id`, made anew for each request. */
  readonly on?: PreparedImage;
  /** With its question mark. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** A body that is not JSON. */
  readonly text?: string;
  /** Whoever was answered has to sign in again. */
  readonly endsTokens?: true;
  /** Makes what the route asks for, anew for each request; returns values for parameters, `${…}` in the query and the body. */
  readonly prepare?: (world: Preparation) => Promise<Readonly<Record<string, string>>>;
}

/** What a row may use to set its scene, as the administrator. */
export interface Preparation {
  /** A name that nothing else has. */
  unique(): string;
  /** The user `member`, and the project `home` that he works in. */
  readonly subject: string;
  readonly home: string;
  /** A token of that user that nothing else uses. */
  freshToken(): Promise<string>;
  /** An application credential of that user. @returns its id. */
  freshCredential(): Promise<string>;
  /** Sends JSON with the administrator's token and returns the parsed answer. @param headers instead of the usual ones. */
  asAdmin(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  /** A shared image of the project `home`. @returns its id. */
  prepareImage(state: PreparedImage): Promise<string>;
  /** An empty directory that is not the service's own. */
  newDirectory(): Promise<string>;
  /** As `asAdmin`, with the token of the user `member`. */
  asMember(method: string, path: string, body?: unknown): Promise<unknown>;
}
