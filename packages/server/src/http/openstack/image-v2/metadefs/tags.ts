import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { IngotError } from '../../../../kernel/errors.ts';
import type { Metadefs } from '../../../../metadefs/index.ts';
import { callerOf } from '../../../authentication.ts';
import type { HttpServer } from '../../../http-server.ts';
import { queryOf } from '../../request-url.ts';
import { pageLinks } from '../paths.ts';
import { answer } from './answer.ts';
import { bodyReader, TIMES } from './metadef-body.ts';
import { ENTRIES_QUERY, parseEntryQuery } from './metadef-list-query.ts';
import { metadefSchemaPath, namespacePath } from './metadef-paths.ts';
import { NAMESPACE_PARAMS } from './namespaces.ts';
import { NAME_LENGTH } from './property-schema.ts';
import { LISTED_TAG, renderListedTag, renderTag, TAG } from './tag-schema.ts';

const TAG_PARAMS = Type.Object({ ...NAMESPACE_PARAMS.properties, tag: Type.String() });
const TAGS = Type.Object({ tags: Type.Array(LISTED_TAG) }, { additionalProperties: false });
const APPEND_HEADER = Type.Object({
  'x-openstack-append': Type.Optional(
    Type.String({ description: 'True: the tags are added to those that are there; else they replace them' }),
  ),
});

const readTag = bodyReader(TAG, TIMES);
const readTags = bodyReader(TAGS, TIMES);

export function metadefTagRoutes(scope: HttpServer, metadefs: Metadefs): void {
  const tags = ['metadefs'];
  const all = '/metadefs/namespaces/:namespace/tags';
  const one = `${all}/:tag`;

  scope.get(
    all,
    { schema: { tags, summary: 'List the tags of a namespace', params: NAMESPACE_PARAMS, querystring: ENTRIES_QUERY } },
    async (request) => {
      const { namespace } = request.params;
      const query = queryOf(request);
      const page = await metadefs.entryList(callerOf(request), namespace, 'tag', parseEntryQuery(query));
      const last = page.more ? page.items.at(-1) : undefined;
      return {
        tags: page.items.map(renderListedTag),
        ...pageLinks(`${namespacePath(namespace)}/tags`, query, last?.name ?? null),
        schema: metadefSchemaPath('tags'),
      };
    },
  );

  scope.post(
    all,
    {
      schema: {
        tags,
        summary: 'Replace the tags of a namespace, or add to them',
        params: NAMESPACE_PARAMS,
        headers: APPEND_HEADER,
        body: TAGS,
        response: { 201: answer(TAGS) },
      },
    },
    async (request, reply) => {
      const entries = readTags(request).tags.map(({ name }) => ({ name, body: {} }));
      const mode = appends(request) ? 'append' : 'replace';
      const { namespace } = request.params;
      const created = await metadefs.entryCreateAll(callerOf(request), namespace, 'tag', entries, mode);
      return await reply.code(201).send({ tags: created.map(renderListedTag) });
    },
  );

  scope.delete(
    all,
    { schema: { tags, summary: 'Delete all tags of a namespace', params: NAMESPACE_PARAMS } },
    async (request, reply) => {
      await metadefs.entryDeleteAll(callerOf(request), request.params.namespace, 'tag');
      return await reply.code(204).send();
    },
  );

  scope.get(
    one,
    { schema: { tags, summary: 'Show a tag', params: TAG_PARAMS, response: { 200: answer(TAG) } } },
    async (request) => {
      const { namespace, tag } = request.params;
      return renderTag(await metadefs.entryGet(callerOf(request), namespace, 'tag', tag));
    },
  );

  scope.post(
    one,
    { schema: { tags, summary: 'Add a tag to a namespace', params: TAG_PARAMS, response: { 201: answer(TAG) } } },
    async (request, reply) => {
      const { namespace, tag } = request.params;
      if (tag.length > NAME_LENGTH) {
        throw new IngotError('invalid', `A tag has at most ${NAME_LENGTH} characters.`);
      }
      const created = await metadefs.entryCreate(callerOf(request), namespace, 'tag', { name: tag, body: {} });
      const [self = ''] = request.url.split('?');
      reply.header('location', self);
      return await reply.code(201).send(renderTag(created));
    },
  );

  scope.put(
    one,
    { schema: { tags, summary: 'Rename a tag', params: TAG_PARAMS, body: TAG, response: { 200: answer(TAG) } } },
    async (request) => {
      const { namespace, tag } = request.params;
      const { name } = readTag(request);
      return renderTag(await metadefs.entryUpdate(callerOf(request), namespace, 'tag', tag, { name, body: {} }));
    },
  );

  scope.delete(one, { schema: { tags, summary: 'Delete a tag', params: TAG_PARAMS } }, async (request, reply) => {
    const { namespace, tag } = request.params;
    await metadefs.entryDelete(callerOf(request), namespace, 'tag', tag);
    return await reply.code(204).send();
  });
}

/** Clients write the value as Python or C does. */
function appends(request: FastifyRequest): boolean {
  const value = String(request.headers['x-openstack-append'] ?? '');
  return ['1', 't', 'true', 'on', 'y', 'yes'].includes(value.trim().toLowerCase());
}
