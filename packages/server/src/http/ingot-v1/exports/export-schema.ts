import { Type, type Static } from 'typebox';
import { EXPORT_FORMATS, type ExportFormat, type ImageExport } from '../../../exports/index.ts';

export const FORMAT = Type.Unsafe<ExportFormat>({
  type: 'string',
  enum: [...EXPORT_FORMATS],
  description:
    'What file: `raw`; `qcow2`, plain or compressed with zlib or zstd; `vhd`, dynamic or `vhd-fixed`; `vhdx`; `vmdk` ' +
    '(monolithicSparse) or `vmdk-stream` (streamOptimized, compressed). Compressed ones have to be prepared first.',
});

export const EXPORT = Type.Object({
  format: FORMAT,
  status: Type.String({ enum: ['preparing', 'ready', 'failed'] }),
  progress: Type.Union(
    [Type.Object({ done: Type.Integer(), total: Type.Union([Type.Integer(), Type.Null()]) }), Type.Null()],
    {
      description: 'Bytes that were worked through, while it is being prepared',
    },
  ),
  size: Type.Union([Type.Integer(), Type.Null()], { description: 'Of the file, in bytes' }),
  sha256: Type.Union([Type.String(), Type.Null()], { description: 'Of all bytes of the file, in hex' }),
  failure: Type.Union([Type.String(), Type.Null()], { description: 'Why it failed' }),
  createdAt: Type.String({ format: 'date-time' }),
  updatedAt: Type.String({ format: 'date-time' }),
});

export function renderExport({ format, state, createdAt, updatedAt }: ImageExport): Static<typeof EXPORT> {
  const isReady = state.status === 'ready';
  return {
    format,
    status: state.status,
    progress: state.status === 'preparing' ? { done: state.done, total: state.total } : null,
    size: isReady ? state.size : null,
    sha256: isReady ? state.sha256 : null,
    failure: state.status === 'failed' ? state.reason : null,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}
