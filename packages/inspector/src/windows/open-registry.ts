import { DiskError, openHive, type Hive, type HiveKey, type HiveValue } from '@ingot/disk';
import type { GuestFiles } from '../guest/guest-files.ts';
import type { GuestRegistry, RegistryHive, RegistryValue } from '../guest/guest-registry.ts';

const HIVES: readonly RegistryHive[] = ['SOFTWARE', 'SYSTEM'];
const DIRECTORY = 'C:/Windows/System32/config';
/** Of a key; `Services` and `Uninstall` of a large desktop have some thousand. */
const MAX_SUBKEYS = 50_000;

/** The hives of a Windows, or why one can't be read; and the name of the control set that is in use. */
interface Opened {
  readonly hives: ReadonlyMap<string, Hive | DiskError>;
  readonly controlSet: string | DiskError;
}

/** Opens the hives of the machine. What can't be read of them is told when it is asked for. @throws DiskError `io` */
export async function openRegistry(files: GuestFiles): Promise<GuestRegistry> {
  const hives = new Map<string, Hive | DiskError>();
  for (const name of HIVES) hives.set(name, await orReason(() => openFile(files, name)));
  const opened: Opened = { hives, controlSet: await orReason(() => currentControlSet(hives)) };
  return {
    dirty: HIVES.filter((name) => {
      const hive = hives.get(name);
      return hive !== undefined && !(hive instanceof DiskError) && hive.dirty;
    }),
    async value(key, name) {
      const value = await (await find(opened, key))?.value(name);
      return value === undefined || value === null ? null : registryValue(value);
    },
    async subkeys(key) {
      const found = await find(opened, key);
      return found === null ? null : namesOf(found);
    },
  };
}

async function openFile(files: GuestFiles, name: string): Promise<Hive> {
  const file = await files.find(`${DIRECTORY}/${name}`);
  if (file?.kind === 'file') return openHive(file.content);
  throw new DiskError('malformed', `The registry has no hive ${name}.`);
}

async function orReason<T>(read: () => Promise<T>): Promise<T | DiskError> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DiskError && error.code !== 'io') return error;
    throw error;
  }
}

/** As `SYSTEM\Select` names it; which one that is changes when a start fails. */
async function currentControlSet(hives: Opened['hives']): Promise<string> {
  const select = await hiveOf(hives, 'SYSTEM').key(['Select']);
  const current = await select?.value('Current');
  if (current?.type === 'dword' && current.data < 1000) return `ControlSet${String(current.data).padStart(3, '0')}`;
  throw new DiskError('malformed', 'The registry does not say which control set is in use.');
}

async function find({ hives, controlSet }: Opened, key: string): Promise<HiveKey | null> {
  const [name = '', first, ...rest] = key.split('\\');
  if (first === undefined) return hiveOf(hives, name).root;
  const isCurrent = name.toUpperCase() === 'SYSTEM' && first.toLowerCase() === 'currentcontrolset';
  const set = isCurrent ? controlSet : first;
  if (set instanceof DiskError) throw set;
  return hiveOf(hives, name).key([set, ...rest]);
}

function hiveOf(hives: Opened['hives'], name: string): Hive {
  const hive = hives.get(name.toUpperCase());
  if (hive === undefined) throw new DiskError('unsupported', `The hive ${name} of the registry is not read.`);
  if (hive instanceof DiskError) throw hive;
  return hive;
}

async function namesOf(key: HiveKey): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of key.subkeys()) {
    names.push(name);
    if (names.length > MAX_SUBKEYS) {
      throw new DiskError('limit-exceeded', `A key of the registry has more than ${MAX_SUBKEYS} subkeys.`);
    }
  }
  return names;
}

function registryValue(value: HiveValue): RegistryValue {
  switch (value.type) {
    case 'sz':
    case 'expand-sz':
      return { kind: 'text', text: value.data };
    case 'multi-sz':
      return { kind: 'texts', texts: value.data };
    case 'dword':
    case 'qword':
      return { kind: 'number', number: BigInt(value.data) };
    case 'binary':
      return { kind: 'bytes', bytes: value.data };
  }
}
