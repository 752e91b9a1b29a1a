import { BUILT_IN_PROFILES } from '../../compliance/built-in/built-in-profiles.ts';
import { isBootProfile } from '../../compliance/boot-profile.ts';
import { ASTRA_BAD, ASTRA_GOOD, type ExpectedGuest } from './expected-astra.ts';
import { awake, WINDOWS_BAD, WINDOWS_GOOD } from './expected-windows.ts';
import type { GuestReport, GuestVerdict } from './guest-report.ts';

/** Those that a look at a disk answers. */
export const DISK_PROFILES = BUILT_IN_PROFILES.filter((profile) => !isBootProfile(profile));

const [ESP, WINDOWS_ESP] = ['p1 fat ESP esp', 'p1 fat SYSTEM esp'];

/** What has to be said of each fixture guest, item by item, however large it is. */
export const EXPECTED_REPORTS = {
  'astra-good': found(ASTRA_GOOD, 'p3', [ESP, 'p2 swap', 'p3 ext root'], 'uefi'),
  'astra-bad': found(ASTRA_BAD, 'p3', [ESP, 'p2 swap', 'p3 ext root'], 'uefi'),
  'astra-mbr': found(ASTRA_GOOD, 'p1', ['p1 ext root bootable', 'p2 swap'], 'bios'),
  'astra-xfs': found(ASTRA_GOOD, 'p2', [ESP, 'p2 xfs root'], 'uefi'),
  'astra-btrfs': found(ASTRA_GOOD, 'p2', [ESP, 'p2 btrfs root'], 'uefi'),
  'astra-lvm': found(
    ASTRA_GOOD,
    'astravg/root',
    [ESP, 'p2 physical-volume', 'astravg/root ext root', 'astravg/home empty'],
    'uefi',
  ),
  'astra-luks': hidden([ESP, 'p2 encrypted luks']),
  'win-good': found(WINDOWS_GOOD, 'p3', [WINDOWS_ESP, 'p2 empty', 'p3 ntfs Windows', 'p4 ntfs Recovery'], 'uefi'),
  'win-bad': found(WINDOWS_BAD, 'p2', ['p1 ntfs System Reserved bootable', 'p2 ntfs Windows hibernated'], 'bios'),
  'win-bitlocker': hidden([WINDOWS_ESP, 'p2 empty', 'p3 encrypted bitlocker', 'p4 ntfs Recovery']),
} as const satisfies Readonly<Record<string, GuestReport>>;

export type GuestName = keyof typeof EXPECTED_REPORTS;

/** Of whole guests, as they are usually built: the archive that fills drive C leaves hiberfil.sys out. */
export const WHOLE_REPORTS: Readonly<Record<GuestName, GuestReport>> = {
  ...EXPECTED_REPORTS,
  'win-bad': found(awake(WINDOWS_BAD), 'p2', ['p1 ntfs System Reserved bootable', 'p2 ntfs Windows'], 'bios'),
  'win-bitlocker': hidden([WINDOWS_ESP, 'p2 empty', 'p3 encrypted bitlocker']),
};

/** @param part where its root lies. */
function found(
  { system, profiles }: ExpectedGuest,
  part: string,
  parts: readonly string[],
  firmware: 'bios' | 'uefi',
): GuestReport {
  return { parts, warnings: [], firmware: [firmware], systems: [{ part, ...system }], profiles };
}

/** Of an encrypted guest nothing is known, and so nothing is missing. */
function hidden(parts: readonly string[]): GuestReport {
  const verdicts = DISK_PROFILES.map(({ id, rules }): [string, GuestVerdict] => [
    id,
    { verdict: 'unknown', pass: [], fail: {}, warn: {}, unknown: rules.map((rule) => rule.id).toSorted() },
  ]);
  return { parts, warnings: [], firmware: ['uefi'], systems: [], profiles: Object.fromEntries(verdicts) };
}
