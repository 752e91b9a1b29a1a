export { factOf, known, unknown, type Fact } from './guest/fact.ts';
export type { Guest, LinuxGuest, WindowsGuest } from './guest/guest.ts';
export { isFile, MAX_ENTRIES, type GuestFile, type GuestFiles, type GuestPath } from './guest/guest-files.ts';
export type { GuestRegistry, RegistryHive, RegistryValue } from './guest/guest-registry.ts';
export { FINDINGS } from './report/findings.ts';
export type {
  Architecture,
  Findings,
  OperatingSystem,
  Package,
  Packages,
  Service,
  SystemFindings,
} from './report/findings.ts';
