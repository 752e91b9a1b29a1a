import { Type } from 'typebox';
import { ENTRY_LIMIT, type Metadefs } from '../../../../metadefs/index.ts';
import { callerOf } from '../../../authentication.ts';
import type { HttpServer } from '../../../http-server.ts';
import { wireTime } from '../wire-time.ts';
import { ASSOCIATION, newAssociation, renderAssociation } from './association-schema.ts';
import { answer } from './answer.ts';
import { bodyReader, TIMES } from './metadef-body.ts';
import { createdAt } from './metadef-paths.ts';
import { NAMESPACE_PARAMS } from './namespaces.ts';

const ASSOCIATION_PARAMS = Type.Object({ ...NAMESPACE_PARAMS.properties, resource_type: Type.String() });

/** This API has no pages for them. */
const ALL = { sort: { field: 'name', direction: 'asc' }, limit: ENTRY_LIMIT } as const;

const readAssociation = bodyReader(ASSOCIATION, TIMES);

/** Resource types, and which of them a namespace is for. */
export function resourceTypeRoutes(scope: HttpServer, metadefs: Metadefs): void {
  const tags = ['metadefs'];
  const all = '/metadefs/namespaces/:namespace/resource_types';

  scope.get('/metadefs/resource_types', { schema: { tags, summary: 'List resource types' } }, async (request) => {
    const resourceTypes = await metadefs.resourceTypeList(callerOf(request));
    return {
      resource_types: resourceTypes.map(({ name, createdAt: created }) => ({
        name,
        created_at: wireTime(created),
        updated_at: wireTime(created),
      })),
    };
  });

  scope.get(
    all,
    {
      schema: {
        tags,
        summary: 'List the resource types that a namespace is for',
        params: NAMESPACE_PARAMS,
        response: { 200: answer(Type.Object({ resource_type_associations: Type.Array(ASSOCIATION) })) },
      },
    },
    async (request) => {
      const { items } = await metadefs.entryList(callerOf(request), request.params.namespace, 'association', ALL);
      return { resource_type_associations: items.map(renderAssociation) };
    },
  );

  scope.post(
    all,
    {
      schema: {
        tags,
        summary: 'Associate a namespace with a resource type',
        params: NAMESPACE_PARAMS,
        body: ASSOCIATION,
        response: { 201: answer(ASSOCIATION) },
      },
    },
    async (request, reply) => {
      const association = newAssociation(readAssociation(request));
      const { namespace } = request.params;
      const created = await metadefs.entryCreate(callerOf(request), namespace, 'association', association);
      reply.header('location', createdAt(request, created.name));
      return await reply.code(201).send(renderAssociation(created));
    },
  );

  scope.delete(
    `${all}/:resource_type`,
    { schema: { tags, summary: 'End an association', params: ASSOCIATION_PARAMS } },
    async (request, reply) => {
      const { namespace, resource_type: resourceType } = request.params;
      await metadefs.entryDelete(callerOf(request), namespace, 'association', resourceType);
      return await reply.code(204).send();
    },
  );
}
