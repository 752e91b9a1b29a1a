import { Type } from 'typebox';
import type { Metadefs } from '../../../../metadefs/index.ts';
import { callerOf } from '../../../authentication.ts';
import type { HttpServer } from '../../../http-server.ts';
import { queryOf } from '../../request-url.ts';
import { pageLinks } from '../paths.ts';
import { answer } from './answer.ts';
import { bodyReader, TIMES_AND_LINKS } from './metadef-body.ts';
import { ENTRIES_QUERY, parseEntryQuery } from './metadef-list-query.ts';
import { createdAt, metadefSchemaPath, namespacePath } from './metadef-paths.ts';
import { NAMESPACE_PARAMS } from './namespaces.ts';
import { newObject, OBJECT, renderObject } from './object-schema.ts';

const OBJECT_PARAMS = Type.Object({ ...NAMESPACE_PARAMS.properties, object: Type.String() });

const readObject = bodyReader(OBJECT, TIMES_AND_LINKS);

export function objectRoutes(scope: HttpServer, metadefs: Metadefs): void {
  const tags = ['metadefs'];
  const all = '/metadefs/namespaces/:namespace/objects';
  const one = `${all}/:object`;

  scope.get(
    all,
    {
      schema: {
        tags,
        summary: 'List the objects of a namespace',
        params: NAMESPACE_PARAMS,
        querystring: ENTRIES_QUERY,
      },
    },
    async (request) => {
      const { namespace } = request.params;
      const query = queryOf(request);
      const page = await metadefs.entryList(callerOf(request), namespace, 'object', parseEntryQuery(query));
      const last = page.more ? page.items.at(-1) : undefined;
      return {
        objects: page.items.map((object) => renderObject(namespace, object)),
        ...pageLinks(`${namespacePath(namespace)}/objects`, query, last?.name ?? null),
        schema: metadefSchemaPath('objects'),
      };
    },
  );

  scope.post(
    all,
    {
      schema: {
        tags,
        summary: 'Add an object to a namespace',
        params: NAMESPACE_PARAMS,
        body: OBJECT,
        response: { 201: answer(OBJECT) },
      },
    },
    async (request, reply) => {
      const { namespace } = request.params;
      const object = newObject(readObject(request));
      const created = await metadefs.entryCreate(callerOf(request), namespace, 'object', object);
      reply.header('location', createdAt(request, created.name));
      return await reply.code(201).send(renderObject(namespace, created));
    },
  );

  scope.delete(
    all,
    { schema: { tags, summary: 'Delete all objects of a namespace', params: NAMESPACE_PARAMS } },
    async (request, reply) => {
      await metadefs.entryDeleteAll(callerOf(request), request.params.namespace, 'object');
      return await reply.code(204).send();
    },
  );

  scope.get(
    one,
    { schema: { tags, summary: 'Show an object', params: OBJECT_PARAMS, response: { 200: answer(OBJECT) } } },
    async (request) => {
      const { namespace, object: name } = request.params;
      return renderObject(namespace, await metadefs.entryGet(callerOf(request), namespace, 'object', name));
    },
  );

  scope.put(
    one,
    {
      schema: {
        tags,
        summary: 'Replace an object',
        params: OBJECT_PARAMS,
        body: OBJECT,
        response: { 200: answer(OBJECT) },
      },
    },
    async (request) => {
      const { namespace, object: name } = request.params;
      const object = newObject(readObject(request));
      return renderObject(namespace, await metadefs.entryUpdate(callerOf(request), namespace, 'object', name, object));
    },
  );

  scope.delete(
    one,
    { schema: { tags, summary: 'Delete an object', params: OBJECT_PARAMS } },
    async (request, reply) => {
      const { namespace, object: name } = request.params;
      await metadefs.entryDelete(callerOf(request), namespace, 'object', name);
      return await reply.code(204).send();
    },
  );
}
