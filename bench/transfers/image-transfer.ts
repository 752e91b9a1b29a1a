import { run } from '../../acceptance/program.ts';
import { Changes } from '../changes.ts';
import { call, signIn, type Session } from '../cloud.ts';
import type { Contestant } from '../contestant.ts';

/** One transfer, timed by curl from its start to the last byte of the answer. */
export type Timing = {
  readonly seconds: number;
  /** Of all processes of the service. */
  readonly cpuSeconds: number;
};

/** Uploads and downloads through one contestant's Image API, as its member. */
export class ImageTransfer {
  readonly contestant: Contestant;
  readonly #session: Session;

  static async open(contestant: Contestant): Promise<ImageTransfer> {
    return new ImageTransfer(contestant, await signIn(contestant.authUrl, contestant.member));
  }

  private constructor(contestant: Contestant, session: Session) {
    this.contestant = contestant;
    this.#session = session;
  }

  /** Registers an image and returns its id. */
  async create(name: string): Promise<string> {
    const image = { name, disk_format: 'raw', container_format: 'bare', visibility: 'private' };
    const { id } = await call<{ id: string }>(this.#session, 'POST', `${this.contestant.imageUrl}/v2/images`, image);
    return id;
  }

  upload(id: string, file: string): Promise<Timing> {
    // Without asking first: the round trip is the same for all.
    const headers = ['-H', 'Content-Type: application/octet-stream', '-H', 'Expect:'];
    return this.#curl(['-X', 'PUT', '-T', file, ...headers, '-o', '/dev/null', this.#data(id)], '204');
  }

  /** @param target a file, or `/dev/null` */
  download(id: string, target: string): Promise<Timing> {
    return this.#curl(['-o', target, this.#data(id)], '200');
  }

  /** The disk as a file of a format that is made while it is sent, or was prepared. */
  export(id: string, format: string, target: string): Promise<Timing> {
    return this.#curl(['-o', target, `${this.contestant.imageUrl}/api/v1/images/${id}/export?format=${format}`], '200');
  }

  /** Prepares such a file, and waits until it is ready. @returns seconds */
  async prepareExport(id: string, format: string): Promise<number> {
    const changes = await Changes.watch(this.#session, this.contestant.imageUrl);
    const start = performance.now();
    const exports = `${this.contestant.imageUrl}/api/v1/images/${id}/exports`;
    type Prepared = { readonly status: string; readonly failure: string | null };
    await call<Prepared>(this.#session, 'POST', exports, { format });
    const { status, failure } = await changes.until(
      () => call<Prepared>(this.#session, 'GET', `${exports}/${format}`),
      (prepared) => prepared.status !== 'preparing',
    );
    const seconds = (performance.now() - start) / 1000;
    changes.close();
    if (status !== 'ready') throw new Error(`${format} was not prepared: ${failure}`);
    return seconds;
  }

  /** Has a prepared file made anew the next time. */
  async deleteExport(id: string, format: string): Promise<void> {
    await call(this.#session, 'DELETE', `${this.contestant.imageUrl}/api/v1/images/${id}/exports/${format}`);
  }

  /** @returns seconds until the first byte of a range has come */
  async firstByte(id: string, offset: number, length: number): Promise<number> {
    const start = performance.now();
    const range = `bytes=${offset}-${offset + length - 1}`;
    const response = await fetch(this.#data(id), { headers: { 'x-auth-token': this.#session.token, range } });
    if (response.status !== 206 || !response.body) throw new Error(`a range of ${id} is answered ${response.status}`);
    const reader = response.body.getReader();
    await reader.read();
    const seconds = (performance.now() - start) / 1000;
    while (!(await reader.read()).done);
    return seconds;
  }

  async delete(id: string): Promise<void> {
    await call(this.#session, 'DELETE', `${this.contestant.imageUrl}/v2/images/${id}`);
  }

  #data(id: string): string {
    return `${this.contestant.imageUrl}/v2/images/${id}/file`;
  }

  async #curl(args: readonly string[], status: string): Promise<Timing> {
    const { processes } = this.contestant;
    const before = processes.cpuSeconds();
    const common = ['-sS', '-H', `X-Auth-Token: ${this.#session.token}`, '-w', '%{http_code} %{time_total}'];
    const printed = await run('curl', [...common, ...args]);
    const [code, seconds] = printed.trim().split(' ');
    if (code !== status) throw new Error(`${this.contestant.name} answers ${printed}`);
    return { seconds: Number(seconds), cpuSeconds: before > 0 ? processes.cpuSeconds() - before : Number.NaN };
  }
}
