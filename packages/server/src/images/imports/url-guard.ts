import { BlockList, isIP, isIPv6 } from 'node:net';
import { IngotError } from '../../kernel/errors.ts';
import { embeddedIPv4, isPublicAddress } from './public-address.ts';

/** What an installation lets web-download reach. */
export interface DownloadRules {
  readonly schemes: readonly string[];
  readonly ports: readonly number[];
  /** Names, addresses, or networks in CIDR notation that may be reached although they are private, on any port. */
  readonly allowedHosts: readonly string[];
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };
/** Presigned URLs have some thousand characters; longer ones would be kept, and shown, with every try. */
const MAX_URL_LENGTH = 8192;
const NAME = /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?$/;

/**
 * Keeps web-download from being used to reach what its user cannot (server-side request forgery): first by the URL
 * alone, then by every address that its name resolves to. The connection must be made to an address that was checked,
 * and each redirect is a new URL.
 */
export class UrlGuard {
  readonly #rules: DownloadRules;
  readonly #names: ReadonlySet<string>;
  readonly #networks = new BlockList();

  /** @throws Error when an allowed host is none of the three. */
  constructor(rules: DownloadRules) {
    this.#rules = rules;
    const names = new Set<string>();
    for (const host of rules.allowedHosts) {
      const [address = '', prefix] = host.split('/');
      const bits = isIPv6(address) ? 128 : 32;
      const length = prefix === undefined ? bits : Number(prefix);
      if (isIP(address) && Number.isInteger(length) && length >= 0 && length <= bits) {
        this.#networks.addSubnet(address, length, isIPv6(address) ? 'ipv6' : 'ipv4');
      } else if (prefix === undefined && NAME.test(host.toLowerCase())) {
        names.add(host.toLowerCase());
      } else {
        throw new Error(`imports.allowed-hosts: ${host} is no host name, address or network`);
      }
    }
    this.#names = names;
  }

  /**
   * Whether the URL may be asked for, without asking anybody.
   *
   * @throws `invalid`; the message never repeats the URL, which may hold credentials.
   */
  checkUrl(text: string): URL {
    if (text.length > MAX_URL_LENGTH) throw refused(`It has more than ${MAX_URL_LENGTH} characters.`);
    if (!URL.canParse(text) || /[\s\\\p{Cc}]/u.test(text)) throw refused('It is not a well-formed URL.');
    const url = new URL(text);
    const scheme = url.protocol.slice(0, -1);
    if (!(url.protocol in DEFAULT_PORTS) || !this.#rules.schemes.includes(scheme)) {
      throw refused(`Its scheme must be one of ${this.#rules.schemes.join(', ')}.`);
    }
    const host = hostOf(url);
    if (isIP(host) && writtenHost(text) !== host) throw refused('Its host is an address in a form that hides it.');
    const allowed = this.#names.has(host) || (isIP(host) !== 0 && this.#isAllowed(host));
    if (isIP(host) && !allowed && !isPublicAddress(host)) throw refused('Its host is not on the public internet.');
    const port = url.port === '' ? DEFAULT_PORTS[url.protocol] : Number(url.port);
    if (!allowed && !this.#rules.ports.some((each) => each === port)) {
      throw refused(`Its port must be one of ${this.#rules.ports.join(', ')}.`);
    }
    return url;
  }

  /**
   * Whether every address that the host of a checked URL resolved to may be connected to. One that may not is reason to
   * refuse them all: a name that is public today and private tomorrow is no accident.
   *
   * @throws `invalid`; the message does not say what the name resolved to.
   */
  checkAddresses(url: URL, addresses: readonly string[]): void {
    if (this.#names.has(hostOf(url))) return;
    if (!addresses.every((address) => this.#isAllowed(address) || isPublicAddress(address))) {
      throw refused('Its host is not on the public internet.');
    }
  }

  #isAllowed(address: string): boolean {
    const plain = embeddedIPv4(address) ?? address;
    return this.#networks.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
  }
}

/** The host of a URL, an IPv6 address without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/** The host as it was written, which the URL parser has turned into the plain form. */
function writtenHost(text: string): string {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(text)?.[1] ?? '';
  const [, host = ''] = /^(\[.*\]|[^:]*)(?::\d*)?$/.exec(authority.slice(authority.lastIndexOf('@') + 1)) ?? [];
  return host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
}

/** The URL for people and logs: without what may be a secret in it. */
export function withoutSecrets(text: string): string {
  if (!URL.canParse(text)) return '';
  const url = new URL(text);
  const query = url.search === '' ? '' : '?…';
  return `${url.protocol}//${url.host}${url.pathname}${query}`;
}

function refused(why: string): IngotError {
  return new IngotError('invalid', `The URL to import from is refused. ${why}`);
}
