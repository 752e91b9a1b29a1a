import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseImageId, type ImageId } from '../../../kernel/ids.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { NOT_DEPRECATED, type Images } from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { FREED_BYTES, renderFreed } from '../freed-bytes.ts';
import { imageIdOf } from '../image-ids.ts';
import { DEPRECATION, renderDeprecation } from './family-schema.ts';

const PARAMS = Type.Object({ id: Type.String({ description: 'Id of the image, a UUID' }) });
const WHEN = Type.Optional(
  Type.Union([Type.String(), Type.Null()], { description: 'A time as RFC 3339 has it, or now; null for never' }),
);
const WANTED_DEPRECATION = Type.Object(
  {
    deprecatedAt: WHEN,
    obsoleteAt: WHEN,
    replacementId: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    reason: Type.Optional(Type.Union([Type.String({ maxLength: 255 }), Type.Null()])),
  },
  { additionalProperties: false },
);
const USES = Type.Object({
  members: Type.Array(Type.String(), { description: 'Projects that it is shared with' }),
  pins: Type.Array(Type.Object({ family: Type.String(), projectId: Type.String() })),
  replacementOf: Type.Array(Type.String(), { description: 'Images that name it as their replacement' }),
  dependants: Type.Array(
    Type.Object({
      kind: Type.Enum(['volume', 'snapshot', 'desktop-image']),
      id: Type.String(),
      name: Type.Union([Type.String(), Type.Null()]),
    }),
    { description: 'What stands on it in the project' },
  ),
  dependantsElsewhere: Type.Integer({ description: 'How many other projects have; they do not keep it' }),
  blocksDelete: Type.Boolean({ description: 'Whether any of these keeps it from being deleted' }),
  ...FREED_BYTES,
});

const tags = ['families'];
const refusals = { '4xx': ERROR };

/** What becomes of an image: its deprecation, who needs it. */
export function imageFactRoutes(scope: HttpServer, images: Images, clock: Clock): void {
  const one = { tags, params: PARAMS };
  const deprecated = { ...one, response: { 200: DEPRECATION, ...refusals } };

  scope.get(
    '/images/:id/deprecation',
    { schema: { ...deprecated, summary: 'Show what becomes of an image' } },
    async (request) =>
      renderDeprecation(await images.imageGet(callerOf(request), imageIdOf(request.params.id)), clock.now()),
  );

  scope.put(
    '/images/:id/deprecation',
    {
      schema: {
        ...deprecated,
        summary: 'Say when an image is deprecated and obsolete, and what replaces it',
        body: WANTED_DEPRECATION,
      },
    },
    async (request) => {
      const { deprecatedAt, obsoleteAt, replacementId, reason = null } = request.body;
      const now = clock.now();
      const image = await images.imageDeprecate(callerOf(request), imageIdOf(request.params.id), {
        deprecatedAt: timeOf(deprecatedAt, now),
        obsoleteAt: timeOf(obsoleteAt, now),
        replacementId: replacementOf(replacementId),
        reason,
      });
      return renderDeprecation(image, clock.now());
    },
  );

  scope.delete(
    '/images/:id/deprecation',
    { schema: { ...deprecated, summary: 'Take the deprecation of an image back' } },
    async (request) => {
      const id = imageIdOf(request.params.id);
      return renderDeprecation(await images.imageDeprecate(callerOf(request), id, NOT_DEPRECATED), clock.now());
    },
  );

  scope.get(
    '/images/:id/uses',
    { schema: { ...one, summary: 'Show what refers to an image', response: { 200: USES, ...refusals } } },
    async (request) => {
      const {
        members,
        pins,
        replacementOf: replaced,
        freed,
        ...uses
      } = await images.imageUses(callerOf(request), imageIdOf(request.params.id));
      return {
        ...uses,
        ...renderFreed(freed),
        members: [...members],
        pins: pins.map(({ name, projectId }) => ({ family: name, projectId })),
        replacementOf: [...replaced],
        dependants: uses.dependants.map((dependant) => ({ ...dependant })),
      };
    },
  );
}

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/** @throws `invalid` for a text that is no time. */
function timeOf(text: string | null | undefined, now: number): number | null {
  if (text === undefined || text === null) return null;
  const time = text === 'now' ? now : RFC3339.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new IngotError('invalid', `${text} is no time as RFC 3339 has it, nor now.`);
  return time;
}

function replacementOf(text: string | null | undefined): ImageId | null {
  if (text === undefined || text === null) return null;
  const id = parseImageId(text);
  if (id === null) throw new IngotError('invalid', `The replacement ${text} is not the id of an image.`);
  return id;
}
