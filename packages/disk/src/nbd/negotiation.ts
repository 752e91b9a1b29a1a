import type { Channel } from './channel.ts';
import type { NbdExport } from './nbd-export.ts';
import { decodeContextRequest, decodeInfoRequest, decodeString } from './option-data.ts';
import {
  ALLOCATION,
  contextReply,
  exportInfo,
  infoReplies,
  listsAllocation,
  optionError,
  optionReply,
  selectsAllocation,
  serverReply,
} from './option-replies.ts';
import { ProtocolViolation } from './protocol-violation.ts';
import { HANDSHAKE_FLAG, MAGIC, OPTION, OPTION_ERROR, OPTION_REPLY, type OptionErrorCode } from './protocol.ts';
import { encryptedChannel, type NbdTls } from './tls-channel.ts';

/** Data of one option, in bytes, at most: a name and some queries. */
const MAX_OPTION_DATA = 16 * 1024;
const OPTION_HEADER = 16;
/** "Newstyle negotiation": what follows size and flags unless the client does without. */
const ZEROES = Buffer.alloc(124);

const TLS_REQUIRED = 'This server requires TLS.';
const NO_EXPORT = 'There is no export of this name.';

/** Whom a negotiation asks. */
export interface Negotiating {
  readonly find: (name: string) => Promise<NbdExport | null>;
  readonly list?: (() => AsyncIterable<string>) | undefined;
  /** With it nothing is told before the connection is encrypted. */
  readonly tls?: NbdTls | undefined;
  /** Aborts when the negotiation has to end. */
  readonly signal: AbortSignal;
}

/** What the two sides have agreed upon. */
export interface Agreement {
  readonly channel: Channel;
  readonly disk: NbdExport;
  readonly name: string;
  /** Whether replies are structured. */
  readonly structured: boolean;
  /** Whether the client may ask for `base:allocation`. */
  readonly allocation: boolean;
}

/**
 * Negotiates as a fixed newstyle server ("Handshake phase"); with `tls` in the mode FORCEDTLS. An export that was found
 * and is not agreed upon is closed.
 *
 * @returns null when the client has ended it.
 * @throws ProtocolViolation, ConnectionClosed, or what `find` and `list` throw.
 */
export async function negotiate(channel: Channel, asked: Negotiating): Promise<Agreement | null> {
  const negotiation = new Negotiation(channel, asked);
  try {
    return await negotiation.run();
  } finally {
    await negotiation.end();
  }
}

interface Found {
  readonly name: string;
  readonly disk: NbdExport;
}

interface Option {
  readonly code: number;
  readonly data: Buffer;
}

class Negotiation {
  readonly #asked: Negotiating;
  #channel: Channel;
  #withZeroes = true;
  #structured = false;
  /** The name for which `base:allocation` is selected. */
  #selected: string | null = null;
  /** The export that the client has asked about last. */
  #found: Found | null = null;
  #agreed = false;

  constructor(channel: Channel, asked: Negotiating) {
    this.#channel = channel;
    this.#asked = asked;
  }

  async run(): Promise<Agreement | null> {
    const isFixed = await this.#greet();
    for (;;) {
      const option = await this.#nextOption();
      if (option.code === OPTION.EXPORT_NAME) return this.#enterByName(option);
      if (!isFixed) throw new ProtocolViolation(`option ${option.code} needs fixed newstyle`);
      if (option.code === OPTION.ABORT) {
        await this.#send(optionReply(option.code, OPTION_REPLY.ACK));
        return null;
      }
      if (option.code === OPTION.GO) {
        const found = await this.#inform(option);
        if (found) return this.#agree(found);
      } else await this.#answer(option);
    }
  }

  /** Closes the export unless it was agreed upon. */
  async end(): Promise<void> {
    if (!this.#agreed) await this.#forget();
  }

  /** @returns whether the client knows fixed newstyle. */
  async #greet(): Promise<boolean> {
    const greeting = Buffer.alloc(18);
    greeting.writeBigUInt64BE(MAGIC.INIT);
    greeting.writeBigUInt64BE(MAGIC.OPTION, 8);
    greeting.writeUInt16BE(HANDSHAKE_FLAG.FIXED_NEWSTYLE | HANDSHAKE_FLAG.NO_ZEROES, 16);
    await this.#send(greeting);
    const flags = (await this.#channel.incoming.read(4)).readUInt32BE();
    if (flags > (HANDSHAKE_FLAG.FIXED_NEWSTYLE | HANDSHAKE_FLAG.NO_ZEROES)) {
      throw new ProtocolViolation('the client set handshake flags that nobody knows');
    }
    this.#withZeroes = (flags & HANDSHAKE_FLAG.NO_ZEROES) === 0;
    return (flags & HANDSHAKE_FLAG.FIXED_NEWSTYLE) !== 0;
  }

  /** The next option that is not too long; others are refused. */
  async #nextOption(): Promise<Option> {
    for (;;) {
      const { incoming } = this.#channel;
      const header = await incoming.read(OPTION_HEADER);
      if (header.readBigUInt64BE() !== MAGIC.OPTION) throw new ProtocolViolation('the client sent no option');
      const code = header.readUInt32BE(8);
      const length = header.readUInt32BE(12);
      if (length <= MAX_OPTION_DATA) return { code, data: await incoming.read(length) };
      if (code === OPTION.EXPORT_NAME) throw new ProtocolViolation('the name of the export is too long');
      await incoming.skip(length);
      await this.#refuse(code, OPTION_ERROR.TOO_BIG, 'The option is too long.');
    }
  }

  /** Options after which the negotiation goes on. */
  async #answer(option: Option): Promise<void> {
    if (option.code === OPTION.STARTTLS) return this.#startTls(option);
    if (this.#lacksTls) return this.#refuse(option.code, OPTION_ERROR.TLS_REQD, TLS_REQUIRED);
    switch (option.code) {
      case OPTION.LIST:
        return this.#list(option);
      case OPTION.INFO:
        await this.#inform(option);
        return;
      case OPTION.STRUCTURED_REPLY:
        if (option.data.length > 0) return this.#refuseData(option);
        this.#structured = true;
        return this.#send(optionReply(option.code, OPTION_REPLY.ACK));
      case OPTION.LIST_META_CONTEXT:
      case OPTION.SET_META_CONTEXT:
        return this.#contexts(option);
      default:
        return this.#refuse(option.code, OPTION_ERROR.UNSUP, 'This server does not know the option.');
    }
  }

  /** NBD_OPT_EXPORT_NAME, which can only succeed or end the connection. */
  async #enterByName({ data }: Option): Promise<Agreement> {
    const name = decodeString(data);
    if (this.#lacksTls) throw new ProtocolViolation(TLS_REQUIRED);
    const found = name === null ? null : await this.#find(name);
    if (!found) throw new ProtocolViolation(NO_EXPORT);
    await this.#send(exportInfo(found.disk, this.#structured), ...(this.#withZeroes ? [ZEROES] : []));
    return this.#agree(found);
  }

  /** NBD_OPT_INFO and NBD_OPT_GO. @returns the export, if there is one and it was told of. */
  async #inform(option: Option): Promise<Found | null> {
    const { code, data } = option;
    const request = decodeInfoRequest(data);
    const found = request && !this.#lacksTls ? await this.#find(request.name) : null;
    if (this.#lacksTls) await this.#refuse(code, OPTION_ERROR.TLS_REQD, TLS_REQUIRED);
    else if (!request) await this.#refuseData(option);
    else if (!found) await this.#refuse(code, OPTION_ERROR.UNKNOWN, NO_EXPORT);
    else {
      const replies = infoReplies(code, found.disk, { ...request, structured: this.#structured });
      await this.#send(...replies, optionReply(code, OPTION_REPLY.ACK));
    }
    return found;
  }

  async #list(option: Option): Promise<void> {
    const { list } = this.#asked;
    if (option.data.length > 0) return this.#refuseData(option);
    if (!list) return this.#refuse(option.code, OPTION_ERROR.POLICY, 'This server tells no names of exports.');
    for await (const name of list()) await this.#send(serverReply(option.code, name));
    return this.#send(optionReply(option.code, OPTION_REPLY.ACK));
  }

  /** NBD_OPT_LIST_META_CONTEXT and NBD_OPT_SET_META_CONTEXT. */
  async #contexts(option: Option): Promise<void> {
    const { code, data } = option;
    const sets = code === OPTION.SET_META_CONTEXT;
    // Replaced even when the command fails.
    if (sets) this.#selected = null;
    if (!this.#structured) {
      return this.#refuse(code, OPTION_ERROR.INVALID, 'Structured replies have to be negotiated first.');
    }
    const request = decodeContextRequest(data);
    if (!request) return this.#refuseData(option);
    if (!(await this.#find(request.name))) {
      return this.#refuse(code, OPTION_ERROR.UNKNOWN, NO_EXPORT);
    }
    const replies = [optionReply(code, OPTION_REPLY.ACK)];
    if (sets && selectsAllocation(request)) {
      this.#selected = request.name;
      replies.unshift(contextReply(code, ALLOCATION.id));
    } else if (!sets && listsAllocation(request)) replies.unshift(contextReply(code, 0));
    return this.#send(...replies);
  }

  async #startTls(option: Option): Promise<void> {
    const { tls, signal } = this.#asked;
    const { code } = option;
    if (this.#channel.isEncrypted) return this.#refuse(code, OPTION_ERROR.INVALID, 'The connection is encrypted.');
    if (!tls) return this.#refuse(code, OPTION_ERROR.POLICY, 'This server has no TLS.');
    if (option.data.length > 0) return this.#refuseData(option);
    await this.#send(optionReply(code, OPTION_REPLY.ACK));
    this.#channel = await encryptedChannel(this.#channel, tls, signal);
  }

  get #lacksTls(): boolean {
    return this.#asked.tls !== undefined && !this.#channel.isEncrypted;
  }

  #agree({ name, disk }: Found): Agreement {
    this.#agreed = true;
    const allocation = this.#structured && this.#selected === name;
    return { channel: this.#channel, disk, name, structured: this.#structured, allocation };
  }

  async #find(name: string): Promise<Found | null> {
    if (this.#found?.name === name) return this.#found;
    await this.#forget();
    const disk = await this.#asked.find(name);
    this.#found = disk && { name, disk };
    return this.#found;
  }

  async #forget(): Promise<void> {
    const found = this.#found;
    this.#found = null;
    await found?.disk.close?.();
  }

  #refuse(option: number, code: OptionErrorCode, sentence: string): Promise<void> {
    return this.#send(optionError(option, code, sentence));
  }

  #refuseData({ code }: Option): Promise<void> {
    return this.#refuse(code, OPTION_ERROR.INVALID, 'The data of the option are not as the protocol says.');
  }

  #send(...pieces: readonly Buffer[]): Promise<void> {
    return this.#channel.outgoing.send(pieces);
  }
}
