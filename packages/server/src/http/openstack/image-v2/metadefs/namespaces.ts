import { Type } from 'typebox';
import type { Metadefs } from '../../../../metadefs/index.ts';
import { callerOf } from '../../../authentication.ts';
import type { HttpServer } from '../../../http-server.ts';
import { queryOf } from '../../request-url.ts';
import { pageLinks } from '../paths.ts';
import { answer } from './answer.ts';
import { bodyReader, TIMES_AND_LINKS } from './metadef-body.ts';
import { NAMESPACES_QUERY, parseNamespaceQuery } from './metadef-list-query.ts';
import { createdAt, metadefSchemaPath, NAMESPACES_PATH } from './metadef-paths.ts';
import {
  NAMESPACE,
  namespaceEntries,
  namespaceSettings,
  NAMESPACE_UPDATE,
  renderListedNamespace,
  renderNamespace,
} from './namespace-schema.ts';

export const NAMESPACE_PARAMS = Type.Object({ namespace: Type.String() });

export const RESOURCE_TYPE_QUERY = Type.Object({
  resource_type: Type.Optional(Type.String({ description: 'Keys have the prefix of the association with this type' })),
});

const readNamespace = bodyReader(NAMESPACE, TIMES_AND_LINKS);
const readUpdate = bodyReader(NAMESPACE_UPDATE, TIMES_AND_LINKS);

export function namespaceRoutes(scope: HttpServer, metadefs: Metadefs): void {
  const tags = ['metadefs'];
  const all = '/metadefs/namespaces';
  const one = `${all}/:namespace`;

  scope.get(all, { schema: { tags, summary: 'List namespaces', querystring: NAMESPACES_QUERY } }, async (request) => {
    const query = queryOf(request);
    const page = await metadefs.namespaceList(callerOf(request), parseNamespaceQuery(query));
    const last = page.more ? page.items.at(-1) : undefined;
    return {
      namespaces: page.items.map(renderListedNamespace),
      ...pageLinks(NAMESPACES_PATH, query, last?.namespace.name ?? null),
      schema: metadefSchemaPath('namespaces'),
    };
  });

  scope.post(
    all,
    {
      schema: {
        tags,
        summary: 'Create a namespace with what it holds',
        body: NAMESPACE,
        response: { 201: answer(NAMESPACE) },
      },
    },
    async (request, reply) => {
      const body = readNamespace(request);
      const contents = await metadefs.namespaceCreate(
        callerOf(request),
        namespaceSettings(body),
        namespaceEntries(body),
      );
      reply.header('location', createdAt(request, contents.namespace.name));
      return await reply.code(201).send(renderNamespace(contents, null));
    },
  );

  scope.get(
    one,
    {
      schema: {
        tags,
        summary: 'Show a namespace with what it holds',
        params: NAMESPACE_PARAMS,
        querystring: RESOURCE_TYPE_QUERY,
        response: { 200: answer(NAMESPACE) },
      },
    },
    async (request) => {
      const contents = await metadefs.namespaceGet(callerOf(request), request.params.namespace);
      return renderNamespace(contents, queryOf(request).get('resource_type'));
    },
  );

  scope.put(
    one,
    {
      schema: {
        tags,
        summary: 'Replace the settings of a namespace',
        params: NAMESPACE_PARAMS,
        body: NAMESPACE_UPDATE,
        response: { 200: answer(NAMESPACE) },
      },
    },
    async (request) => {
      const settings = namespaceSettings(readUpdate(request));
      return renderListedNamespace(
        await metadefs.namespaceUpdate(callerOf(request), request.params.namespace, settings),
      );
    },
  );

  scope.delete(
    one,
    { schema: { tags, summary: 'Delete a namespace with what it holds', params: NAMESPACE_PARAMS } },
    async (request, reply) => {
      await metadefs.namespaceDelete(callerOf(request), request.params.namespace);
      return await reply.code(204).send();
    },
  );
}
