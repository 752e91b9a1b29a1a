import type { JsonApi } from '../json-api.ts';

/** A raw image with data. @param properties such as `{ family: 'debian' }`. @returns its id */
export async function newImage(
  api: JsonApi,
  name: string,
  data: string | Blob,
  properties: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const wanted = { name, disk_format: 'raw', container_format: 'bare', visibility: 'private', ...properties };
  const { id } = await api.ask<{ readonly id: string }>('POST', '/v2/images', wanted);
  await api.upload(id, data);
  return id;
}
