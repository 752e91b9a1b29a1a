import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { jsonApi, type JsonApi } from '../json-api.ts';
import type { Openrc } from '../openrc.ts';
import { openHouse, openPage, type House } from './house.ts';
import { newImage } from './new-image.ts';
import { newMember, newProject } from './projects.ts';

/** What one project sees of another one, and what an administrator does there. */
let house: House;
let api: JsonApi;
let vera: Openrc;

interface Named {
  readonly id: string;
}

before(async () => {
  house = await openHouse();
  api = await jsonApi(house.service.administrator);
  const project = await newProject(api, 'engineering');
  vera = await newMember(api, house.service.administrator, 'vera', project);
});
after(() => house.close());

async function anImage(of: JsonApi, name: string, properties: Readonly<Record<string, string>>): Promise<void> {
  await newImage(of, name, new Blob([Buffer.alloc(4096, name)]), properties);
}

test('where somebody may change none of the images, there is nothing to select all of', async () => {
  await anImage(api, 'of-everybody', { visibility: 'public' });
  const { page, complaints, context } = await openPage(house, '/images', 'en', { user: vera });
  await page.getByRole('link', { name: 'of-everybody' }).waitFor();
  await page.getByRole('checkbox', { name: 'Select all', disabled: true }).waitFor();
  await anImage(await jsonApi(vera), 'her-own', { visibility: 'private' });
  await page.getByRole('checkbox', { name: 'Select all', disabled: false }).check();
  await page.getByText('1 image is selected').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('publishing the VM of another project suggests the families of that project', async () => {
  const hers = await jsonApi(vera);
  await anImage(api, 'ours', { family: 'our-family' });
  await anImage(hers, 'hers', { family: 'her-family' });
  const flavor = await hers.ask<Named>('POST', '/api/v1/flavors', { name: 'tiny', vcpus: 1, memoryMib: 64 });
  const machine = { name: 'her-vm', flavor: flavor.id, disks: [{ blank: true, sizeGib: 1 }] };
  const { id } = await hers.ask<Named>('POST', '/api/v1/machines', machine);
  const { page, complaints, context } = await openPage(house, `/images/source-vms/${id}`, 'en');
  await page.getByRole('button', { name: 'Clone' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'More settings' }).click();
  const family = page.getByRole('dialog').getByLabel('Family');
  await page.locator('datalist option[value="her-family"]').waitFor({ state: 'attached' });
  assert.equal(await page.locator('datalist option[value="our-family"]').count(), 0);
  await family.fill('her-family');
  assert.deepEqual(complaints, []);
  await context.close();
});
