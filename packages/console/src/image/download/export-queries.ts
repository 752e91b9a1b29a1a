import type { Answer } from '@ingot/client';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.ts';

export type PreparedFile = Answer<'get', '/api/v1/images/{id}/exports'>['exports'][number];
export type ExportFormat = PreparedFile['format'];

/** The files that a disk can be had as, those that most people want first. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  'qcow2',
  'qcow2-zstd',
  'qcow2-zlib',
  'raw',
  'vhd',
  'vhd-fixed',
  'vhdx',
  'vmdk',
  'vmdk-stream',
];

const COMPRESSED: ReadonlySet<ExportFormat> = new Set(['qcow2-zstd', 'qcow2-zlib', 'vmdk-stream']);

/** Whether a file has to be prepared before it can be downloaded. */
export function isCompressed(format: ExportFormat): boolean {
  return COMPRESSED.has(format);
}

/** What was prepared of an image, or is being. */
export function exportsQuery(id: string) {
  return queryOptions({
    queryKey: ['image-work', id, 'exports'],
    queryFn: async ({ signal }) =>
      (await client.call('get', '/api/v1/images/{id}/exports', { path: { id }, signal })).exports,
  });
}

export function usePrepareExport(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (format: ExportFormat) =>
      client.call('post', '/api/v1/images/{id}/exports', { path: { id }, body: { format } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['image-work', id] }),
  });
}

/** Cancels what is being prepared, and gives up what is there. */
export function useGiveUpExport(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (format: ExportFormat) =>
      client.call('delete', '/api/v1/images/{id}/exports/{format}', { path: { id, format } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['image-work', id] }),
  });
}
