import { Type } from 'typebox';
import { IMAGE_CONTENT_PLACES } from '../../../images/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { parseImageId } from '../../../kernel/ids.ts';
import { OWNED_DISK_PLACES, FINDING_KINDS, parseChunkId, parsePackId, type Storage } from '../../../storage/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import {
  DAMAGED_DISK,
  DAMAGED_IMAGE,
  FINDING,
  INTEGRITY,
  QUARANTINED_CHUNK,
  renderDamagedDisk,
  renderDamagedImage,
  renderFinding,
  renderQuarantined,
} from './integrity-schema.ts';
import { renderRun } from './run-schema.ts';

const PAGE_QUERY = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  marker: Type.Optional(Type.String({ description: '`nextMarker` of the page before' })),
});
const NEXT_MARKER = Type.Union([Type.String(), Type.Null()], {
  description: 'For the next page; null on the last one',
});

const tags = ['store'];
const refusals = { '4xx': ERROR };

/** What is damaged in the store, and whom it concerns: for administrators. */
export function integrityRoutes(scope: HttpServer, storage: Storage): void {
  scope.get(
    '/store/integrity',
    { schema: { tags, summary: 'Show how sound the store is', response: { 200: INTEGRITY, ...refusals } } },
    async (request) => {
      const { lastScrub, currentScrub, ...health } = await storage.integrityGet(callerOf(request));
      return {
        ...health,
        lastScrub: lastScrub && renderRun(lastScrub),
        currentScrub: currentScrub && renderRun(currentScrub),
      };
    },
  );

  scope.get(
    '/store/findings',
    {
      schema: {
        tags,
        summary: 'List what scrubs found wrong with packs',
        querystring: PAGE_QUERY,
        response: { 200: Type.Object({ findings: Type.Array(FINDING), nextMarker: NEXT_MARKER }), ...refusals },
      },
    },
    async (request) => {
      const { limit = 100, marker } = request.query;
      const after = marker === undefined ? null : findingKeyOf(marker);
      const { items, more } = await storage.findingList(callerOf(request), { limit, after });
      const last = more ? items.at(-1) : undefined;
      return { findings: items.map(renderFinding), nextMarker: last ? `${last.pack}.${last.kind}` : null };
    },
  );

  scope.get(
    '/store/quarantine',
    {
      schema: {
        tags,
        summary: 'List the chunks that are damaged and out of service',
        querystring: PAGE_QUERY,
        response: { 200: Type.Object({ chunks: Type.Array(QUARANTINED_CHUNK), nextMarker: NEXT_MARKER }), ...refusals },
      },
    },
    async (request) => {
      const { limit = 100, marker } = request.query;
      const after = marker === undefined ? null : (parseChunkId(marker) ?? refuse(marker));
      const { items, more } = await storage.quarantineList(callerOf(request), { limit, after });
      return { chunks: items.map(renderQuarantined), nextMarker: (more ? items.at(-1)?.id : undefined) ?? null };
    },
  );

  scope.get(
    '/store/damaged-images',
    {
      schema: {
        tags,
        summary: 'List the images that need something damaged, as the last scrub or attempt to heal saw it',
        querystring: PAGE_QUERY,
        response: { 200: Type.Object({ images: Type.Array(DAMAGED_IMAGE), nextMarker: NEXT_MARKER }), ...refusals },
      },
    },
    async (request) => {
      const { limit = 100, marker } = request.query;
      const after = marker === undefined ? null : imageKeyOf(marker);
      const { items, more } = await storage.damagedImageList(callerOf(request), { limit, after });
      const last = more ? items.at(-1) : undefined;
      return { images: items.map(renderDamagedImage), nextMarker: last ? `${last.imageId}.${last.place}` : null };
    },
  );

  scope.get(
    '/store/damaged-disks',
    {
      schema: {
        tags,
        summary:
          'List the volumes and snapshots that need something damaged, as the last scrub or attempt to heal saw it',
        querystring: PAGE_QUERY,
        response: { 200: Type.Object({ disks: Type.Array(DAMAGED_DISK), nextMarker: NEXT_MARKER }), ...refusals },
      },
    },
    async (request) => {
      const { limit = 100, marker } = request.query;
      const after = marker === undefined ? null : diskKeyOf(marker);
      const { items, more } = await storage.damagedDiskList(callerOf(request), { limit, after });
      const last = more ? items.at(-1) : undefined;
      return { disks: items.map(renderDamagedDisk), nextMarker: last ? `${last.kind}.${last.id}` : null };
    },
  );
}

function findingKeyOf(marker: string) {
  const [id = '', name] = marker.split('.');
  const pack = parsePackId(id);
  const kind = FINDING_KINDS.find((known) => known === name);
  return pack && kind ? { pack, kind } : refuse(marker);
}

function imageKeyOf(marker: string) {
  const [id = '', name] = marker.split('.');
  const imageId = parseImageId(id);
  const place = IMAGE_CONTENT_PLACES.find((known) => known === name);
  return imageId && place ? { imageId, place } : refuse(marker);
}

function diskKeyOf(marker: string) {
  const [name, id = ''] = marker.split('.');
  const kind = OWNED_DISK_PLACES.find((known) => known === name);
  return kind && id !== '' ? { kind, id } : refuse(marker);
}

function refuse(marker: string): never {
  throw new IngotError('invalid', `The marker ${marker} is none that a page before has given.`);
}
