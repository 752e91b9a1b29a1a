import { call, type Session } from '../cloud.ts';
import type { Contestant } from '../contestant.ts';

interface ImagePage {
  readonly images: readonly { readonly id: string }[];
  readonly next?: string;
}

const AT_A_TIME = 8;

/** A record as people have them: a handful of properties, two tags. */
function newImage(number: number): object {
  return {
    name: `bench-${String(number).padStart(7, '0')}`,
    disk_format: 'raw',
    container_format: 'bare',
    visibility: 'private',
    min_disk: 10,
    os_distro: 'debian',
    os_version: '12',
    os_type: 'linux',
    hw_qemu_guest_agent: 'yes',
    tags: ['bench', `t${number % 20}`],
  };
}

/** Registers images until the session's project has `count`; returns the ids of all. */
export async function fill({ imageUrl, register }: Contestant, session: Session, count: number): Promise<string[]> {
  const ids = await idsOf(session, imageUrl);
  const first = ids.length + 1;
  if (register && first <= count) {
    await register(session.projectId, first, count);
    return idsOf(session, imageUrl);
  }
  let next = first;
  const turn = async (): Promise<void> => {
    while (next <= count) {
      const image = newImage(next);
      next += 1;
      const { id } = await call<{ id: string }>(session, 'POST', `${imageUrl}/v2/images`, image);
      ids.push(id);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, turn));
  return ids;
}

async function idsOf(session: Session, imageUrl: string): Promise<string[]> {
  const ids: string[] = [];
  for (let path: string | undefined = '/v2/images?limit=1000'; path !== undefined;) {
    const page: ImagePage = await call(session, 'GET', `${imageUrl}${path}`);
    ids.push(...page.images.map(({ id }) => id));
    path = page.next;
  }
  return ids;
}
