import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { jsonApi, type JsonApi } from '../json-api.ts';
import { openrcOf, type Openrc } from '../openrc.ts';
import { openHouse, openPage, type House } from './house.ts';

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
  const wanted = { name: 'engineering', domain_id: 'default' };
  const { project } = await api.ask<{ project: Named }>('POST', '/identity/v3/projects', { project: wanted });
  const { user } = await api.ask<{ user: Named }>('POST', '/identity/v3/users', {
    user: { name: 'vera', password: 'opens', domain_id: 'default', default_project_id: project.id },
  });
  const { roles } = await api.ask<{ roles: readonly Named[] }>('GET', '/identity/v3/roles?name=member');
  await api.ask('PUT', `/identity/v3/projects/${project.id}/users/${user.id}/roles/${roles[0]?.id ?? ''}`);
  const account = { name: 'vera', domain: 'Default', password: 'opens', projectId: project.id };
  vera = openrcOf(house.service.administrator, account);
});
after(() => house.close());

async function newImage(of: JsonApi, name: string, properties: Readonly<Record<string, string>>): Promise<void> {
  const wanted = { name, disk_format: 'raw', container_format: 'bare', ...properties };
  const { id } = await of.ask<Named>('POST', '/v2/images', wanted);
  await of.upload(id, new Blob([Buffer.alloc(4096, name)]));
}

test('where somebody may change none of the images, there is nothing to select all of', async () => {
  await newImage(api, 'of-everybody', { visibility: 'public' });
  const { page, complaints, context } = await openPage(house, '/images', 'en', vera);
  await page.getByRole('link', { name: 'of-everybody' }).waitFor();
  await page.getByRole('checkbox', { name: 'Select all', disabled: true }).waitFor();
  await newImage(await jsonApi(vera), 'her-own', { visibility: 'private' });
  await page.getByRole('checkbox', { name: 'Select all', disabled: false }).check();
  await page.getByText('1 image is selected').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('publishing the VM of another project suggests the families of that project', async () => {
  const hers = await jsonApi(vera);
  await newImage(api, 'ours', { family: 'our-family' });
  await newImage(hers, 'hers', { family: 'her-family' });
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
