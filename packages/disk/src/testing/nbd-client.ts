import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Incoming } from '../nbd/incoming.ts';
import { MAGIC, OPTION, OPTION_REPLY } from '../nbd/protocol.ts';

/** One reply to an option. */
export interface OptionReply {
  readonly option: number;
  readonly type: number;
  readonly data: Buffer;
}

/** A client that says what a test wants, sensible or not. */
export class NbdClient {
  readonly socket: Socket;
  readonly incoming: Incoming;

  constructor(socket: Socket) {
    this.socket = socket;
    this.incoming = new Incoming(socket);
    socket.on('error', () => undefined);
  }

  /** Connects and exchanges the greeting. */
  static async connect(path: string, flags = 3): Promise<NbdClient> {
    const client = new NbdClient(connect({ path, allowHalfOpen: true }));
    await once(client.socket, 'connect');
    await client.incoming.read(18);
    client.send(uint32(flags));
    return client;
  }

  /** Connects and enters the transmission phase. */
  static async open(path: string, { name = '', structured = true } = {}): Promise<NbdClient> {
    const client = await NbdClient.connect(path);
    if (structured) await client.ask(OPTION.STRUCTURED_REPLY);
    const replies = await client.ask(OPTION.GO, infoRequest(name));
    if (replies.at(-1)?.type !== OPTION_REPLY.ACK) throw new Error('the server refused');
    return client;
  }

  send(bytes: Buffer): void {
    this.socket.write(bytes);
  }

  /** Sends an option. @returns the replies, the final one last. @throws ConnectionClosed */
  async ask(option: number, data: Buffer = Buffer.alloc(0)): Promise<OptionReply[]> {
    this.send(optionOf(option, data));
    const replies: OptionReply[] = [];
    for (;;) {
      const header = await this.incoming.read(20);
      const type = header.readUInt32BE(12);
      replies.push({ option: header.readUInt32BE(8), type, data: await this.incoming.read(header.readUInt32BE(16)) });
      if (type === OPTION_REPLY.ACK || type > 0x80000000) return replies;
    }
  }

  /** The error of the next reply without data, simple or structured. */
  async errno(): Promise<number> {
    const head = await this.incoming.read(16);
    if (head.readUInt32BE() === MAGIC.SIMPLE_REPLY) return head.readUInt32BE(4);
    const payload = await this.incoming.read((await this.incoming.read(4)).readUInt32BE());
    return head.readUInt16BE(6) === 0x8001 ? payload.readUInt32BE() : 0;
  }

  /** Resolves when the server has closed the connection; what it sends until then is dropped. */
  async closed(): Promise<void> {
    this.incoming.detach();
    this.socket.resume();
    if (!this.socket.readableEnded) await Promise.race([once(this.socket, 'end'), once(this.socket, 'close')]);
    this.socket.destroy();
  }
}

export function optionOf(option: number, data: Buffer): Buffer {
  const header = Buffer.alloc(16);
  header.writeBigUInt64BE(MAGIC.OPTION);
  header.writeUInt32BE(option, 8);
  header.writeUInt32BE(data.length, 12);
  return Buffer.concat([header, data]);
}

export function requestOf(
  type: number,
  { flags = 0, offset = 0n, length = 0, cookie = 1n, magic = 0x25609513 },
): Buffer {
  const header = Buffer.alloc(28);
  header.writeUInt32BE(magic);
  header.writeUInt16BE(flags, 4);
  header.writeUInt16BE(type, 6);
  header.writeBigUInt64BE(cookie, 8);
  header.writeBigUInt64BE(offset, 16);
  header.writeUInt32BE(length, 24);
  return header;
}

/** Data of NBD_OPT_INFO and NBD_OPT_GO. */
export function infoRequest(name: string): Buffer {
  return Buffer.concat([uint32(Buffer.byteLength(name)), Buffer.from(name), Buffer.alloc(2)]);
}

/** Data of NBD_OPT_SET_META_CONTEXT. */
export function contextRequest(name: string, ...queries: readonly string[]): Buffer {
  const strings = queries.flatMap((query) => [uint32(Buffer.byteLength(query)), Buffer.from(query)]);
  return Buffer.concat([uint32(Buffer.byteLength(name)), Buffer.from(name), uint32(queries.length), ...strings]);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
