import { openAsBlob } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { jsonApi, type JsonApi } from '../json-api.ts';
import { openrcOf } from '../openrc.ts';
import type { Service } from '../service.ts';
import { fillWithDesktops, type DesktopSamples } from './desktop-samples.ts';
import type { House } from './house.ts';

/** What pages are shown with: ids of things that look like those of a real installation. */
export interface Samples extends DesktopSamples {
  /** The newest of three versions of a desktop, with reports. */
  readonly image: string;
  readonly report: string;
  /** A comparison of it with the version before. */
  readonly diff: string;
  readonly volume: string;
}

interface Named {
  readonly id: string;
}

const LOOK_MS = 200;
/** Of work of any kind. */
const UNDER_WAY: ReadonlySet<string> = new Set(['waiting', 'running', 'preparing']);
const PASSWORD = 'opens sesame';

/**
 * Fills a service that was just started: a family with three versions, plain images, one that is shared and one that is
 * offered, a disk, trash, a report, desktop images with the machine that they are published from.
 *
 * @param guest a raw disk with a system on it
 */
export async function fillWithSamples({ service, directory }: House, guest: string): Promise<Samples> {
  const { administrator } = service;
  const api = await jsonApi(administrator);
  const { project } = await ownProject(api, administrator);
  const disk = await openAsBlob(guest);
  const versions: string[] = [];
  for (const [at, version] of ['2026.09', '2026.10', '2026.11'].entries()) {
    const id = await createImage(api, `astra-desktop ${version}`, {
      family: 'astra-desktop',
      description: 'Astra Linux 1.7, VK WorkSpace, LibreOffice',
      tags: ['desktop', 'astra'],
      min_disk: 20,
      min_ram: 4096,
      os_distro: 'astra',
      os_version: '1.7',
      hw_qemu_guest_agent: 'yes',
    });
    // Each has something of its own at its end, where no file system is.
    await api.upload(id, new Blob([disk, Buffer.alloc(2 ** 20, `${version} ${at}`)]));
    versions.push(id);
  }
  const [first = '', previous = '', image = ''] = versions;
  await api.ask('PUT', `/api/v1/images/${first}/deprecation`, {
    deprecatedAt: 'now',
    replacementId: image,
    reason: 'Superseded by the November build',
  });
  await api.ask('PUT', `/api/v1/images/${image}/optimization`, { optimized: true });

  for (const [name, properties] of PLAIN) {
    const id = await createImage(api, name, properties);
    await api.upload(id, new Blob([Buffer.alloc(6 * 2 ** 20, name)]));
  }
  await createImage(api, 'windows-11-build (waits for its disk)', { os_distro: 'windows', os_version: '11' });
  const gone = await createImage(api, 'ubuntu-20.04-retired', { os_distro: 'ubuntu', os_version: '20.04' });
  await api.upload(gone, new Blob([Buffer.alloc(3 * 2 ** 20, 'gone')]));
  await api.ask('DELETE', `/v2/images/${gone}`);

  const elsewhere = await stranger(api, administrator);
  await share(api, image, elsewhere.project);
  const offered = await createImage(elsewhere.api, 'cad-workstation 7.2', { os_distro: 'windows', os_version: '10' });
  await elsewhere.api.upload(offered, new Blob([Buffer.alloc(4 * 2 ** 20, 'cad')]));
  await share(elsewhere.api, offered, project);

  const { volume } = await api.ask<{ volume: Named }>('POST', `/volume/v3/${project}/volumes`, {
    volume: { name: 'build-machine-root', size: 20, imageRef: image },
  });
  await until(async () => {
    const { volume: now } = await api.ask<{ volume: { status: string } }>(
      'GET',
      `/volume/v3/${project}/volumes/${volume.id}`,
    );
    return now.status === 'available';
  });
  await api.ask('POST', `/api/v1/images/${image}/exports`, { format: 'qcow2-zstd' });
  const diff = await api.ask<Named>('POST', `/api/v1/images/${previous}/diffs`, { with: image });
  const report = await api.ask<Named>('POST', `/api/v1/images/${image}/reports`, {});
  const measurement = await api.ask<Named>('POST', '/api/v1/store/runs', { kind: 'accounting' });
  for (const work of [
    `store/runs/${measurement.id}`,
    `reports/${report.id}`,
    `diffs/${diff.id}`,
    `images/${image}/exports/qcow2-zstd`,
  ]) {
    await until(async () => {
      const { status } = await api.ask<{ status: string }>('GET', `/api/v1/${work}`);
      return !UNDER_WAY.has(status);
    });
  }
  await api.ask('POST', `/volume/v3/${project}/snapshots`, {
    snapshot: { name: 'before-updates', volume_id: volume.id },
  });
  const desktops = await fillWithDesktops(api, { image, directory });
  return { image, report: report.id, diff: diff.id, volume: volume.id, ...desktops };
}

const PLAIN: readonly (readonly [name: string, properties: Readonly<Record<string, unknown>>])[] = [
  ['debian-12-base', { os_distro: 'debian', os_version: '12', visibility: 'public' }],
  ['redos-8-server', { os_distro: 'redos', os_version: '8', protected: true }],
  ['Рабочее место бухгалтера', { os_distro: 'windows', os_version: '10', visibility: 'community' }],
];

async function createImage(api: JsonApi, name: string, properties: Readonly<Record<string, unknown>>): Promise<string> {
  const { id } = await api.ask<Named>('POST', '/v2/images', {
    name,
    disk_format: 'raw',
    container_format: 'bare',
    visibility: 'private',
    ...properties,
  });
  return id;
}

async function share(api: JsonApi, image: string, project: string): Promise<void> {
  const patch = [{ op: 'replace', path: '/visibility', value: 'shared' }];
  await api.ask('PATCH', `/v2/images/${image}`, patch, 'application/openstack-images-v2.1-json-patch');
  await api.ask('POST', `/v2/images/${image}/members`, { member: project });
}

/** The administrator's project, and a second one of his, so that there is something to change to. */
async function ownProject(api: JsonApi, { OS_USERNAME: user = '' }: Service['administrator']) {
  const { projects } = await api.ask<{ projects: readonly (Named & { name: string })[] }>(
    'GET',
    '/identity/v3/auth/projects',
  );
  const [project] = projects;
  if (!project) throw new Error('the administrator has no project');
  const { project: second } = await api.ask<{ project: Named }>('POST', '/identity/v3/projects', {
    project: { name: 'design-bureau', domain_id: 'default' },
  });
  const { users } = await api.ask<{ users: readonly Named[] }>('GET', `/identity/v3/users?name=${user}`);
  await give(api, second.id, users[0]?.id ?? '', 'admin');
  return { project: project.id };
}

/** Somebody in a project of his own. */
async function stranger(api: JsonApi, cloud: Service['administrator']) {
  const { project } = await api.ask<{ project: Named }>('POST', '/identity/v3/projects', {
    project: { name: 'engineering', domain_id: 'default' },
  });
  const { user } = await api.ask<{ user: Named }>('POST', '/identity/v3/users', {
    user: { name: 'vera', password: PASSWORD, domain_id: 'default', default_project_id: project.id },
  });
  await give(api, project.id, user.id, 'member');
  const openrc = openrcOf(cloud, { name: 'vera', domain: 'Default', password: PASSWORD, projectId: project.id });
  return { project: project.id, api: await jsonApi(openrc) };
}

async function give(api: JsonApi, project: string, user: string, role: string): Promise<void> {
  const { roles } = await api.ask<{ roles: readonly Named[] }>('GET', `/identity/v3/roles?name=${role}`);
  await api.ask('PUT', `/identity/v3/projects/${project}/users/${user}/roles/${roles[0]?.id ?? ''}`);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(LOOK_MS);
}
