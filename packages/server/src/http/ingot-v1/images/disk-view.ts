import { Type } from 'typebox';
import type { DiskView, Images } from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { imageIdOf } from '../image-ids.ts';

const PARAMS = Type.Object({ id: Type.String({ description: 'Id of the image, a UUID' }) });
const DISK_VIEW = Type.Object({
  status: Type.Enum(['ready', 'absent', 'making', 'failed', 'none'], {
    description:
      'Of raw and ISO images the disk is always `ready`. Of others it is `making` while it is unpacked, `absent` until ' +
      'something needs it, `failed` when it cannot be had, and `none` for an image that holds no disk',
  }),
  virtualSize: Type.Union([Type.Integer(), Type.Null()], { description: 'Bytes of the disk, when it is ready' }),
  message: Type.Union([Type.String(), Type.Null()], { description: 'How far it has come, or why there is none' }),
});

const one = { tags: ['images'], params: PARAMS };

/** The disk in an image, as its guest sees it: whether it is there, and having it unpacked before something needs it. */
export function diskViewRoutes(images: Images): (scope: HttpServer) => void {
  return (scope) => {
    scope.get(
      '/images/:id/disk-view',
      {
        schema: {
          ...one,
          summary: 'Show whether the disk in an image is there',
          response: { 200: DISK_VIEW, '4xx': ERROR },
        },
      },
      async (request) => render(await images.diskViewGet(callerOf(request), imageIdOf(request.params.id))),
    );

    scope.post(
      '/images/:id/disk-view',
      { schema: { ...one, summary: 'Unpack the disk in an image', response: { 202: DISK_VIEW, '4xx': ERROR } } },
      async (request, reply) =>
        reply.code(202).send(render(await images.diskViewRequest(callerOf(request), imageIdOf(request.params.id)))),
    );
  };
}

function render(view: DiskView) {
  switch (view.kind) {
    case 'ready':
      return { status: view.kind, virtualSize: view.size, message: null };
    case 'absent':
      return { status: view.kind, virtualSize: null, message: null };
    case 'making':
      return { status: view.kind, virtualSize: null, message: view.progress };
    case 'failed':
    case 'none':
      return { status: view.kind, virtualSize: null, message: view.reason };
  }
}
