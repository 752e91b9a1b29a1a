/**
 * What a preparation mends, by name. Most are named after the rule of the profile *clean image* that they make true; the
 * agent and cloud-init after those of *VK Cloud Desktop*.
 */
export const MENDS = [
  'machine-id',
  'ssh-host-keys',
  'cloud-init-state',
  'dhcp-leases',
  'network-hardware',
  'random-seed',
  'authorized-keys',
  'shell-history',
  'guest-agent',
  'cloud-init',
  'domain-join',
  'private-keys',
  'access-tokens',
  'network-passwords',
  'logs',
] as const;
export type MendId = (typeof MENDS)[number];

/** Those that somebody has to ask for: what they delete may be meant to be there, or be all there is of it. */
const ASKED_FOR = [
  'domain-join',
  'private-keys',
  'access-tokens',
  'network-passwords',
  'logs',
] as const satisfies readonly MendId[];
export type AskedForMend = (typeof ASKED_FOR)[number];
export const ASKED_FOR_MENDS: readonly AskedForMend[] = ASKED_FOR;

/** What is mended unless somebody wants it otherwise. @param keep left alone. @param also asked for. */
export function chosenMends(keep: readonly MendId[], also: readonly AskedForMend[]): MendId[] {
  const asked: ReadonlySet<MendId> = new Set(ASKED_FOR);
  const wanted: ReadonlySet<MendId> = new Set(also);
  return MENDS.filter((mend) => !keep.includes(mend) && (!asked.has(mend) || wanted.has(mend)));
}
