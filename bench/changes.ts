import { once } from 'node:events';
import { get, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Session } from './cloud.ts';

/** Hears of what changes in a project: who waits for something looks then, and takes nothing of the processor in between. */
export class Changes {
  readonly #request: ClientRequest;
  #news = Promise.withResolvers<void>();

  /** @param base of the service, by HTTP. @returns when it would hear of a change. */
  static async watch({ token }: Session, base: string): Promise<Changes> {
    const request = get(`${base}/api/v1/events`, { headers: { 'x-auth-token': token }, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`${base} tells of no changes: ${response.statusCode}`);
    return new Changes(request, response);
  }

  private constructor(request: ClientRequest, response: IncomingMessage) {
    this.#request = request;
    const tell = (): void => {
      const { resolve } = this.#news;
      this.#news = Promise.withResolvers();
      resolve();
    };
    // Signs of life among them, four times a minute; at its end a last look, after which nobody is told of anything.
    response.on('data', tell).on('close', tell);
    // Closing it breaks it off.
    response.on('error', () => undefined);
  }

  /** Looks at once, and whenever something has changed. @returns what it finds when that `isSo`. */
  async until<Found>(look: () => Promise<Found>, isSo: (found: Found) => boolean): Promise<Found> {
    for (;;) {
      // What changes while it looks is looked at as well.
      const { promise } = this.#news;
      const found = await look();
      if (isSo(found)) return found;
      await promise;
    }
  }

  close(): void {
    this.#request.destroy();
  }
}
