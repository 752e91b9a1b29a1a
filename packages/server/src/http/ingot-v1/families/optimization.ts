import { Type } from 'typebox';
import { isOptimized, type DiskView, type Image, type Images, type TreeRoot } from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { imageIdOf } from '../image-ids.ts';

/** Whether the layer of a tree is a file on this host. */
export type LayerReady = (root: TreeRoot) => Promise<boolean>;

const PARAMS = Type.Object({ id: Type.String({ description: 'Id of the image, a UUID' }) });
const WANTED = Type.Object({ optimized: Type.Boolean({ description: 'Its layer is kept ready' }) });
const OPTIMIZATION = Type.Object({
  ...WANTED.properties,
  layer: Type.Enum(['ready', 'preparing', 'failed', 'none'], {
    description:
      'On the host that answers: `ready`, so that a new disk reads a local file at once; `preparing` for an optimized ' +
      'image; `failed` for one whose disk cannot be taken out, `disk-view` says why; or `none`, when a new disk reads from the store until its layer has been made',
  }),
});

const one = { tags: ['families'], params: PARAMS, response: { 200: OPTIMIZATION, '4xx': ERROR } };

/** Whether the layer of an image is kept ready, and whether it is. */
export function optimizationRoutes(scope: HttpServer, images: Images, isReady: LayerReady): void {
  scope.get(
    '/images/:id/optimization',
    { schema: { ...one, summary: 'Show whether an image is optimized for deployment, and its layer ready' } },
    async (request) => {
      const [caller, id] = [callerOf(request), imageIdOf(request.params.id)];
      const image = await images.imageGet(caller, id);
      return render(image, await images.diskViewGet(caller, id), isReady);
    },
  );

  scope.put(
    '/images/:id/optimization',
    { schema: { ...one, summary: 'Optimize an image for deployment, or stop doing so', body: WANTED } },
    async (request) => {
      const [caller, id] = [callerOf(request), imageIdOf(request.params.id)];
      const image = await images.imageOptimize(caller, id, request.body.optimized);
      return render(image, await images.diskViewGet(caller, id), isReady);
    },
  );
}

async function render(image: Image, view: DiskView, isReady: LayerReady) {
  const optimized = isOptimized(image);
  if (view.kind === 'ready' && (await isReady(view.root))) return { optimized, layer: 'ready' } as const;
  if (!optimized) return { optimized, layer: 'none' } as const;
  return { optimized, layer: view.kind === 'failed' ? 'failed' : 'preparing' } as const;
}
