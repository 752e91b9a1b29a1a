import { Type, type Static } from 'typebox';
import {
  DISK_FORMATS,
  VISIBILITIES,
  type Image,
  type ImageFigures,
  type ImageQuery,
  type Images,
  type SortKey,
} from '../../../images/index.ts';
import type { Caller } from '../../../kernel/caller.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { askedWords } from '../../../kernel/words.ts';
import { parseFamilyName, parseImageId, parseProjectId } from '../../../kernel/ids.ts';
import type { Storage } from '../../../storage/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { LISTED_IMAGE, LISTED_STATUSES, renderListed } from './listed-image.ts';

/** By what a list can be in order; the newest or largest first, names from A on. */
const ORDERS = {
  created: [{ field: 'created-at', direction: 'desc' }],
  updated: [{ field: 'updated-at', direction: 'desc' }],
  size: [{ field: 'size', direction: 'desc' }],
  name: [{ field: 'name', direction: 'asc' }],
} as const satisfies Record<string, readonly SortKey[]>;

const QUERY = Type.Object({
  text: Type.Optional(
    Type.String({
      maxLength: 255,
      description: 'Beginnings of words in name, tags, family, description and system, all of them; or an id',
    }),
  ),
  whose: Type.Optional(
    Type.Enum(['own', 'shared', 'public'], {
      description: 'Of the project itself, what others share with it, or what everybody sees',
    }),
  ),
  status: Type.Optional(Type.Enum(LISTED_STATUSES)),
  visibility: Type.Optional(Type.Enum(VISIBILITIES)),
  format: Type.Optional(Type.Enum(DISK_FORMATS)),
  family: Type.Optional(Type.String({ description: 'Name of a family' })),
  project: Type.Optional(Type.String({ description: 'Id of the project that owns them' })),
  heads: Type.Optional(
    Type.Boolean({ default: false, description: 'Of each family its youngest image only, with the number of all' }),
  ),
  order: Type.Optional(Type.Enum(['created', 'updated', 'size', 'name'], { default: 'created' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  marker: Type.Optional(Type.String({ description: 'Last image of the page before' })),
});
const PAGE = Type.Object({
  images: Type.Array(LISTED_IMAGE),
  nextMarker: Type.Union([Type.String(), Type.Null()], { description: 'For the next page; null on the last one' }),
});

/** The list of images as people look through it: by words, families folded, with what they take. */
export function imageListRoutes(images: Images, storage: Storage, clock: Clock): (scope: HttpServer) => void {
  return (scope) => {
    scope.get(
      '/images',
      {
        schema: {
          tags: ['ingot'],
          summary: 'List or search images',
          description: 'The Image API has other filters: `GET /v2/images`.',
          querystring: QUERY,
          response: { 200: PAGE, '4xx': ERROR },
        },
      },
      async (request) => {
        const caller = callerOf(request);
        const { items, more } = await images.imageList(caller, queryOf(caller, request.query));
        const figures = await images.imageFigures(caller, items);
        const accounts = await storage.imageAccountList(caller, items);
        const now = clock.now();
        const rendered = items.map((image, at) =>
          renderListed(image, figuresAt(figures, at), accounts.get(image.id) ?? null, now),
        );
        return { images: rendered, nextMarker: (more ? items.at(-1)?.id : null) ?? null };
      },
    );
  };
}

function queryOf(caller: Caller, asked: Static<typeof QUERY>): ImageQuery {
  const { text = '', whose, status, visibility, format, heads = false, order = 'created', limit = 50 } = asked;
  const id = parseImageId(text.trim());
  const owner = whose === 'own' ? caller.projectId : projectOf(asked.project);
  return {
    hidden: false,
    sort: ORDERS[order],
    limit,
    ...(id === null ? { words: askedWords(text) } : { ids: [id] }),
    ...(status && { statuses: [status] }),
    ...(whose === 'public' ? { visibility: whose } : visibility && { visibility }),
    ...(whose === 'shared' && { offered: true as const }),
    ...(format && { diskFormats: [format] }),
    ...(asked.family !== undefined && { family: familyOf(asked.family) }),
    ...(owner !== null && { owner }),
    ...(heads && { heads }),
    ...(asked.marker !== undefined && { marker: markerOf(asked.marker) }),
  };
}

function figuresAt(figures: readonly ImageFigures[], at: number): ImageFigures {
  return figures[at] ?? { versions: 1, push: null };
}

function projectOf(text: string | undefined): Image['ownerId'] | null {
  if (text === undefined) return null;
  const id = parseProjectId(text);
  if (id === null) throw new IngotError('invalid', `${text} is no id of a project.`);
  return id;
}

function familyOf(text: string): NonNullable<ImageQuery['family']> {
  const name = parseFamilyName(text);
  if (name === null) throw new IngotError('invalid', `${text} is no name of a family.`);
  return name;
}

function markerOf(text: string): Image['id'] {
  const id = parseImageId(text);
  if (id === null) throw new IngotError('invalid', `The marker ${text} is not the id of an image.`);
  return id;
}
