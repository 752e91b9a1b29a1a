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
import type { Volumes } from '../../../volumes/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { snapshotIdOf, volumeIdOf } from '../disks/disk-ids.ts';
import { imageIdOf } from '../image-ids.ts';

const SOURCE = Type.Union(
  [
    Type.Object(
      { image: Type.String({ description: 'Id of an image whose data may be read: a pointer to the same bytes' }) },
      { additionalProperties: false },
    ),
    Type.Object(
      { snapshot: Type.String({ description: 'Id of a snapshot: a pointer to the same bytes' }) },
      { additionalProperties: false },
    ),
    Type.Object(
      { volume: Type.String({ description: 'Id of an available volume, which is locked while it is read' }) },
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

/**
 * Images from what is somewhere already. What is not said of an image from an image is as it is there; one from a disk is
 * raw and bare, with the properties that the disk keeps for its images.
 */
export function newImageRoutes(images: Images, volumes: Volumes): (scope: HttpServer) => void {
  return (scope) => {
    scope.post(
      '/images',
      {
        schema: {
          tags: ['ingot'],
          summary: 'Create an image from another image, a snapshot, a volume or a URL',
          body: NEW_IMAGE,
          response: { 201: CREATED, '4xx': ERROR },
        },
      },
      async (request, reply) => {
        const image = await create({ images, volumes }, callerOf(request), request.body);
        reply.code(201).header('location', `/v2/images/${image.id}`);
        return { id: image.id, name: image.name, status: image.state.status, size: contentOf(image)?.size ?? null };
      },
    );
  };
}

async function create(
  { images, volumes }: { readonly images: Images; readonly volumes: Volumes },
  caller: Caller,
  { source, ...image }: Static<typeof NEW_IMAGE>,
): Promise<Image> {
  if ('image' in source) return images.imageCreateFromImage(caller, imageIdOf(source.image), image);
  if ('snapshot' in source) return volumes.snapshotToImage(caller, snapshotIdOf(source.snapshot), image);
  if ('volume' in source) return (await volumes.volumeUploadToImage(caller, volumeIdOf(source.volume), image)).image;
  return images.imageCreateFromUrl(caller, source.url, image);
}
