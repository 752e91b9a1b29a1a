import { Type, type Static } from 'typebox';
import type { Caller } from '../../../kernel/caller.ts';
import {
  CONTAINER_FORMATS,
  contentOf,
  DISK_FORMATS,
  VISIBILITIES,
  type Image,
  type Images,
} from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { imageIdOf } from '../image-ids.ts';

const SOURCE = Type.Union(
  [
    Type.Object(
      { image: Type.String({ description: 'Id of an image whose data may be read: a pointer to the same bytes' }) },
      { additionalProperties: false },
    ),
    Type.Object(
      { url: Type.String({ description: 'Downloaded in the background; the formats have to be said' }) },
      { additionalProperties: false },
    ),
  ],
  { description: 'Where its bytes come from' },
);
const NEW_IMAGE = Type.Object(
  {
    source: SOURCE,
    name: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    visibility: Type.Optional(Type.Enum(VISIBILITIES)),
    protected: Type.Optional(Type.Boolean()),
    hidden: Type.Optional(Type.Boolean()),
    diskFormat: Type.Optional(Type.Enum(DISK_FORMATS)),
    containerFormat: Type.Optional(Type.Enum(CONTAINER_FORMATS)),
    minDisk: Type.Optional(Type.Integer({ minimum: 0, description: 'GiB' })),
    minRam: Type.Optional(Type.Integer({ minimum: 0, description: 'MiB' })),
    tags: Type.Optional(Type.Array(Type.String())),
    properties: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { additionalProperties: false },
);
const CREATED = Type.Object({
  id: Type.String(),
  name: Type.Union([Type.String(), Type.Null()]),
  status: Type.String({ description: '`active`, or `importing` while the data comes' }),
  size: Type.Union([Type.Integer(), Type.Null()], { description: 'Bytes; null as long as there are none' }),
});

/** Images from what is somewhere already. What is not said of an image from an image is as it is there. */
export function newImageRoutes(images: Images): (scope: HttpServer) => void {
  return (scope) => {
    scope.post(
      '/images',
      {
        schema: {
          tags: ['ingot'],
          summary: 'Create an image from another image or from a URL',
          body: NEW_IMAGE,
          response: { 201: CREATED, '4xx': ERROR },
        },
      },
      async (request, reply) => {
        const image = await create(images, callerOf(request), request.body);
        reply.code(201).header('location', `/v2/images/${image.id}`);
        return { id: image.id, name: image.name, status: image.state.status, size: contentOf(image)?.size ?? null };
      },
    );
  };
}

function create(images: Images, caller: Caller, { source, ...image }: Static<typeof NEW_IMAGE>): Promise<Image> {
  return 'image' in source
    ? images.imageCreateFromImage(caller, imageIdOf(source.image), image)
    : images.imageCreateFromUrl(caller, source.url, image);
}
