import { DiskError, type FileNode } from '@ingot/disk';
import { memoryTree } from '@ingot/disk/testing';
import { known } from '../../guest/fact.ts';
import type { Guest, LinuxGuest, WindowsGuest } from '../../guest/guest.ts';
import type { GuestFile, GuestFiles, GuestPath } from '../../guest/guest-files.ts';
import { bareTree } from '../../linux/mounted-tree.ts';
import type { GuestRegistry, RegistryValue } from '../../guest/guest-registry.ts';
import type { Findings, OperatingSystem, Service } from '../../report/findings.ts';
import type { Subject } from '../subject.ts';

/** A file by its text, a link by its target, or why it can't be read. */
export type Entry = string | Buffer | { readonly link: string } | DiskError;

export interface GuestParts {
  readonly files: Readonly<Record<string, Entry>>;
  /** Name → version. */
  readonly packages: Readonly<Record<string, string>>;
  /** Name → state of what is half there. */
  readonly incomplete?: Readonly<Record<string, string>>;
  readonly services: Readonly<Record<string, Service['start']>>;
}

const METADATA = { owner: null, modifiedAt: 0 } as const;

export function linuxGuest(os: Partial<Extract<OperatingSystem, { family: 'linux' }>>, parts: GuestParts): LinuxGuest {
  const system = {
    family: 'linux',
    id: 'astra',
    like: [],
    name: 'Astra Linux',
    version: '1.7',
    edition: 'orel',
  } as const;
  return {
    family: 'linux',
    tree: bareTree(memoryTree({})),
    ...guest({ ...system, like: [], build: null, ...os }, 'dpkg', parts),
  };
}

export function windowsGuest(
  os: Partial<Extract<OperatingSystem, { family: 'windows' }>>,
  parts: GuestParts & {
    readonly values: Readonly<Record<string, string | number>>;
    readonly dirty?: 'SOFTWARE' | 'SYSTEM';
  },
): WindowsGuest {
  const system = { family: 'windows', name: 'Windows 10 Pro', version: '22H2', edition: 'Professional' } as const;
  const all = { ...system, build: '19045', installation: 'Client', ...os };
  return { family: 'windows', ...guest(all, 'windows', parts), registry: registry(parts.values, parts.dirty) };
}

/** A disk with one clean partition and this system on it. */
export function subjectOf(...guests: Guest[]): Subject {
  return { image: { fileType: 'qcow2', parentFileType: null }, layout: layoutOf([]), guests };
}

export function layoutOf(warnings: ('not-clean' | 'hibernated' | 'errors')[]): Findings['layout'] {
  const usage = { known: true as const, value: { size: 1e9, free: 1e8 } };
  const content = { kind: 'file-system', type: 'ext', label: null, uuid: null, usage, warnings } as const;
  const where = { name: '1', kind: 'partition', type: '83', label: null, offset: 2 ** 20, size: 1e9 } as const;
  return { size: 2e9, table: 'mbr', warnings: [], usedEnd: 1e9, parts: [{ ...where, flags: [], content }] };
}

/** A guest none of whose files, packages, services, values can be read. */
export function unreadable<T extends Guest>(whole: T): T {
  const fail = (): never => {
    throw new DiskError('malformed', 'The disk ends too soon.');
  };
  const unread = { known: false, reason: 'The disk ends too soon.' } as const;
  const files: GuestFiles = {
    find: async () => fail(),
    findLink: async () => fail(),
    read: async () => fail(),
    async *list() {
      yield fail();
    },
    async *glob() {
      yield fail();
    },
  };
  const values: GuestRegistry = { dirty: [], value: async () => fail(), subkeys: async () => fail() };
  return {
    ...whole,
    files,
    packages: unread,
    services: unread,
    ...(whole.family === 'windows' && { registry: values }),
  };
}

function guest(os: OperatingSystem, manager: 'dpkg' | 'windows', parts: GuestParts) {
  const { packages, incomplete = {}, services } = parts;
  const named = (entries: Readonly<Record<string, string>>) =>
    Object.entries(entries).map(([name, version]) => ({ name, version, architecture: null }));
  return {
    part: '1',
    os: known(os),
    architecture: known('x86_64' as const),
    packages: known({
      manager,
      installed: named(packages),
      incomplete: named(incomplete).map((each) => ({ ...each, version: '1', state: each.version })),
    }),
    services: known(Object.entries(services).map(([name, start]) => ({ name, start, program: null }))),
    files: filesOf(parts.files),
  };
}

function filesOf(entries: Readonly<Record<string, Entry>>): GuestFiles {
  const nodeOf = (path: string): FileNode | null => {
    const entry = entries[path];
    if (entry instanceof DiskError) throw entry;
    if (entry === undefined) {
      const isDirectory = Object.keys(entries).some((other) => other.startsWith(`${path}/`));
      return isDirectory
        ? { kind: 'directory', id: path, ...METADATA, entries: nothing, find: async () => null }
        : null;
    }
    if (typeof entry === 'object' && 'link' in entry) {
      return { kind: 'link', id: path, ...METADATA, target: async () => Buffer.from(entry.link) };
    }
    const bytes = Buffer.from(entry);
    const read = async (offset: number, length: number): Promise<Buffer> => bytes.subarray(offset, offset + length);
    return { kind: 'file', id: path, ...METADATA, content: { size: bytes.length, read } };
  };
  const follow = async (path: GuestPath): Promise<FileNode | null> => {
    const node = nodeOf(String(path));
    return node?.kind === 'link' ? nodeOf(String(await node.target())) : node;
  };
  return {
    find: follow,
    findLink: async (path) => nodeOf(String(path)),
    read: async (path, maxBytes) => {
      const node = await follow(path);
      if (node?.kind !== 'file') return null;
      if (node.content.size > maxBytes)
        throw new DiskError('limit-exceeded', `The file is longer than ${maxBytes} bytes.`);
      return node.content.read(0, node.content.size);
    },
    list: nothing,
    async *glob(pattern): AsyncIterable<GuestFile> {
      const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
      const wanted = new RegExp(`^${parts.join('[^/]*')}$`, 'i');
      const paths = new Set(Object.keys(entries).flatMap(withParents));
      for (const path of paths) {
        if (!wanted.test(path)) continue;
        const node = nodeOf(path);
        if (node) yield { path: Buffer.from(path), node };
      }
    },
  };
}

function withParents(path: string): string[] {
  return [...path.matchAll(/(?<=.)\/|$/g)].map(({ index }) => path.slice(0, index));
}

async function* nothing(): AsyncGenerator<never> {}

function registry(values: Readonly<Record<string, string | number>>, dirty?: 'SOFTWARE' | 'SYSTEM'): GuestRegistry {
  const all = new Map(Object.entries(values).map(([path, value]) => [path.toLowerCase(), value]));
  return {
    dirty: dirty === undefined ? [] : [dirty],
    value: async (key, name): Promise<RegistryValue | null> => {
      const value = all.get(`${key}\\${name}`.toLowerCase());
      if (value === undefined) return null;
      return typeof value === 'string' ? { kind: 'text', text: value } : { kind: 'number', number: BigInt(value) };
    },
    subkeys: async (key) => {
      const below = [...all.keys()].filter((path) => path.startsWith(`${key.toLowerCase()}\\`));
      return [...new Set(below.map((path) => path.slice(key.length + 1).split('\\')[0] ?? ''))];
    },
  };
}
