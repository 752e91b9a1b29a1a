import { DiskError } from '@ingot/disk';
import type { GuestFiles } from '../guest/guest-files.ts';
import type { GuestRegistry } from '../guest/guest-registry.ts';
import type { Architecture } from '../report/findings.ts';
import { textOf } from './registry-text.ts';

const PROGRAMS = ['C:/Windows/System32/ntoskrnl.exe', 'C:/Windows/System32/cmd.exe'];
const ENVIRONMENT = 'SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment';

/** `Machine` of the COFF header (Microsoft's "PE Format", "Machine Types"). */
const PE_MACHINES: Readonly<Record<number, Architecture>> = { 0x014c: 'i686', 0x8664: 'x86_64', 0xaa64: 'aarch64' };
/** `PROCESSOR_ARCHITECTURE`. */
const NAMES: ReadonlyMap<string, Architecture> = new Map([
  ['x86', 'i686'],
  ['AMD64', 'x86_64'],
  ['ARM64', 'aarch64'],
]);

/**
 * What processors a Windows is for: from its kernel or, where that is compressed in a way that is not read, the registry.
 * @throws DiskError
 */
export async function windowsArchitecture(files: GuestFiles, registry: GuestRegistry): Promise<Architecture> {
  for (const program of PROGRAMS) {
    const found = await peMachine(files, program);
    if (found !== null) return found;
  }
  const named = NAMES.get((await textOf(registry, ENVIRONMENT, 'PROCESSOR_ARCHITECTURE')) ?? '');
  if (named !== undefined) return named;
  throw new DiskError('unsupported', 'No program was found that tells what processors the system is for.');
}

async function peMachine(files: GuestFiles, path: string): Promise<Architecture | null> {
  const program = await files.find(path);
  if (program?.kind !== 'file') return null;
  try {
    const header = Buffer.from(await program.content.read(0, 64));
    if (header.length < 64 || header.toString('latin1', 0, 2) !== 'MZ') return null;
    const coff = await program.content.read(header.readUInt32LE(60), 6);
    if (coff.length < 6 || coff.toString('latin1', 0, 4) !== 'PE\0\0') return null;
    return PE_MACHINES[coff.readUInt16LE(4)] ?? null;
  } catch (error) {
    // CompactOS stores programs in a form that is not read; the registry says the same.
    if (error instanceof DiskError && error.code === 'unsupported') return null;
    throw error;
  }
}
