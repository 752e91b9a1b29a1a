import type { ByteSource } from '../byte-source.ts';
import { cachedSource } from '../sources/cached-source.ts';
import { DiskError } from '../disk-error.ts';
import { readBaseBlock } from './base-block.ts';
import { openCells, type Cells } from './cells.ts';
import { decodeValue } from './decode-value.ts';
import type { Hive, HiveKey } from './hive.ts';
import { readKeyNode, type KeyNode } from './key-node.ts';
import { isSameName } from './same-name.ts';
import { subkeyOffsets } from './subkey-list.ts';
import { readValueData } from './value-data.ts';
import { valueNodes } from './value-node.ts';

/** The least that a key takes in a hive, in bytes. */
const LEAST_KEY = 80;

/** What all keys of a hive share. */
interface Keys {
  readonly cells: Cells;
  /** Offset of the root key. */
  readonly root: number;
  /** As many keys as there is room for. */
  readonly most: number;
}

/**
 * Opens a registry hive (regf 1.0 to 1.6). Its transaction logs are not replayed: see `dirty`.
 * @throws DiskError
 */
export async function openHive(source: ByteSource): Promise<Hive> {
  const pages = cachedSource(source);
  const { dirty, root: offset, binsLength } = await readBaseBlock(pages);
  const keys: Keys = { cells: openCells(pages, binsLength), root: offset, most: binsLength / LEAST_KEY };
  const root = hiveKey(keys, await readKeyNode(keys.cells, offset));
  return {
    dirty,
    root,
    async key(path) {
      let key: HiveKey | null = root;
      for (const name of path) key = (await key?.subkey(name)) ?? null;
      return key;
    },
  };
}

function hiveKey(keys: Keys, node: KeyNode): HiveKey {
  const { cells } = keys;
  return {
    name: node.name,
    async *subkeys() {
      for await (const subkey of subkeyNodes(keys, node)) yield hiveKey(keys, subkey);
    },
    async subkey(name) {
      for await (const subkey of subkeyNodes(keys, node)) {
        if (isSameName(subkey.name, name)) return hiveKey(keys, subkey);
      }
      return null;
    },
    async *values() {
      for await (const value of valueNodes(cells, node.values)) {
        yield decodeValue(value.name, value.type, await readValueData(cells, value));
      }
    },
    async value(name) {
      for await (const value of valueNodes(cells, node.values)) {
        if (!isSameName(value.name, name)) continue;
        return decodeValue(value.name, value.type, await readValueData(cells, value));
      }
      return null;
    },
  };
}

async function* subkeyNodes({ cells, root, most }: Keys, parent: KeyNode): AsyncGenerator<KeyNode> {
  const { count, list } = parent.subkeys;
  if (count === 0) return;
  let seen = 0;
  for await (const offset of count <= most ? subkeyOffsets(cells, list) : []) {
    seen += 1;
    if (seen > count) break;
    const subkey = await readKeyNode(cells, offset);
    // One parent each, and none for the root: no key is below itself.
    if (subkey.parent !== parent.offset || offset === root) {
      throw new DiskError('malformed', `The registry key at ${offset} does not belong to the key that lists it.`);
    }
    yield subkey;
  }
  if (seen !== count) {
    throw new DiskError('malformed', `The registry key at ${parent.offset} does not have the ${count} keys it claims.`);
  }
}
