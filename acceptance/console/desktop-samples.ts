import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonApi } from '../json-api.ts';

/** Ids of what desktops are made of. */
export interface DesktopSamples {
  /** An image source VM that is off, with a snapshot. */
  readonly machine: string;
  readonly desktopImage: string;
  readonly recipe: string;
  /** Of that recipe, cancelled. */
  readonly recipeRun: string;
}

interface Named {
  readonly id: string;
}

const RECIPE = `recipe: 1
description: The desktop of the accountants
machine: {flavor: vdi-low}
steps:
  - name: Say who built it
    script: echo "built by a recipe" >/etc/image-build
publish:
  name: astra-desktop
`;

const LOOK_MS = 200;

/**
 * Image pools, a flavor, a VM that was cloned to a desktop image, and one more VM.
 *
 * @param image id of a disk with a system on it. @param directory where pools may lie
 */
export async function fillWithDesktops(
  api: JsonApi,
  { image, directory }: { readonly image: string; readonly directory: string },
): Promise<DesktopSamples> {
  const pools: string[] = [];
  for (const name of ['headquarters', 'branch-offices']) {
    const place = { kind: 'directory', path: path.join(directory, name) };
    await mkdir(place.path);
    pools.push((await api.ask<Named>('POST', '/api/v1/image-pools', { name, description: null, place })).id);
  }
  const flavor = await api.ask<Named>('POST', '/api/v1/flavors', {
    name: 'accounting',
    description: 'Two screens',
    desktopTypes: ['voi', 'tci'],
    vcpus: 4,
    memoryMib: 8192,
    systemDiskGib: 40,
  });
  const create = async (name: string, imageType: string): Promise<string> => {
    const wanted = { name, flavor: flavor.id, imageType, osType: 'linux', disks: [{ image }] };
    const { id } = await api.ask<Named>('POST', '/api/v1/machines', wanted);
    await until(async () => (await statusOf(api, `machines/${id}`)) === 'stopped');
    return id;
  };
  const machine = await create('astra-desktop-build', 'voi');
  await create('thin-client-build', 'tci');
  const publication = await api.ask<Named & { imageId: string }>('POST', `/api/v1/machines/${machine}/clone`, {
    name: 'astra-desktop-2026-11',
    poolId: pools[0] ?? '',
    configuration: { kind: 'dedicated', flavor: 'accounting' },
    snapshot: 'after-publishing',
  });
  await until(async () => (await statusOf(api, `publications/${publication.id}`)) === 'done');
  const recipe = await api.ask<Named>('POST', '/api/v1/recipes', { name: 'astra-desktop', document: RECIPE });
  const run = await api.ask<Named>('POST', '/api/v1/recipe-runs', { recipe: recipe.id, base: { image } });
  await api.ask('POST', `/api/v1/recipe-runs/${run.id}/cancel`);
  await until(async () => (await statusOf(api, `recipe-runs/${run.id}`)) === 'cancelled');
  return { machine, desktopImage: publication.imageId, recipe: recipe.id, recipeRun: run.id };
}

async function statusOf(api: JsonApi, resource: string): Promise<string> {
  return (await api.ask<{ status: string }>('GET', `/api/v1/${resource}`)).status;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(LOOK_MS);
}
