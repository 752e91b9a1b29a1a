import { Type } from 'typebox';
import { ENTRY_LIMIT, type Metadefs } from '../../../../metadefs/index.ts';
import { callerOf } from '../../../authentication.ts';
import type { HttpServer } from '../../../http-server.ts';
import { queryOf } from '../../request-url.ts';
import { answer } from './answer.ts';
import { bodyReader, TIMES } from './metadef-body.ts';
import { createdAt } from './metadef-paths.ts';
import { NAMESPACE_PARAMS, RESOURCE_TYPE_QUERY } from './namespaces.ts';
import { PROPERTIES, PROPERTY, propertyBody, renderProperties, renderProperty } from './property-schema.ts';

const PROPERTY_PARAMS = Type.Object({ ...NAMESPACE_PARAMS.properties, property: Type.String() });

/** The whole of them: the answer is keyed by name, so there are no pages. */
const ALL = { sort: { field: 'name', direction: 'asc' }, limit: ENTRY_LIMIT } as const;

const readProperty = bodyReader(PROPERTY, TIMES);

export function propertyRoutes(scope: HttpServer, metadefs: Metadefs): void {
  const tags = ['metadefs'];
  const all = '/metadefs/namespaces/:namespace/properties';
  const one = `${all}/:property`;

  scope.get(
    all,
    {
      schema: {
        tags,
        summary: 'List the properties of a namespace',
        params: NAMESPACE_PARAMS,
        response: { 200: answer(Type.Object({ properties: PROPERTIES })) },
      },
    },
    async (request) => {
      const { items } = await metadefs.entryList(callerOf(request), request.params.namespace, 'property', ALL);
      return { properties: renderProperties(items) };
    },
  );

  scope.post(
    all,
    {
      schema: {
        tags,
        summary: 'Add a property to a namespace',
        params: NAMESPACE_PARAMS,
        body: PROPERTY,
        response: { 201: answer(PROPERTY) },
      },
    },
    async (request, reply) => {
      const property = readProperty(request);
      const created = await metadefs.entryCreate(callerOf(request), request.params.namespace, 'property', {
        name: property.name,
        body: propertyBody(property),
      });
      reply.header('location', createdAt(request, created.name));
      return await reply.code(201).send(renderProperty(created));
    },
  );

  scope.delete(
    all,
    { schema: { tags, summary: 'Delete all properties of a namespace', params: NAMESPACE_PARAMS } },
    async (request, reply) => {
      await metadefs.entryDeleteAll(callerOf(request), request.params.namespace, 'property');
      return await reply.code(204).send();
    },
  );

  scope.get(
    one,
    {
      schema: {
        tags,
        summary: 'Show a property',
        params: PROPERTY_PARAMS,
        querystring: RESOURCE_TYPE_QUERY,
        response: { 200: answer(PROPERTY) },
      },
    },
    async (request) => {
      const { namespace, property: name } = request.params;
      const caller = callerOf(request);
      const resourceType = queryOf(request).get('resource_type');
      return renderProperty(
        resourceType === null
          ? await metadefs.entryGet(caller, namespace, 'property', name)
          : await metadefs.propertyOn(caller, namespace, resourceType, name),
      );
    },
  );

  scope.put(
    one,
    {
      schema: {
        tags,
        summary: 'Replace a property',
        params: PROPERTY_PARAMS,
        body: PROPERTY,
        response: { 200: answer(PROPERTY) },
      },
    },
    async (request) => {
      const property = readProperty(request);
      const { namespace, property: name } = request.params;
      const entry = { name: property.name, body: propertyBody(property) };
      return renderProperty(await metadefs.entryUpdate(callerOf(request), namespace, 'property', name, entry));
    },
  );

  scope.delete(
    one,
    { schema: { tags, summary: 'Delete a property', params: PROPERTY_PARAMS } },
    async (request, reply) => {
      const { namespace, property: name } = request.params;
      await metadefs.entryDelete(callerOf(request), namespace, 'property', name);
      return await reply.code(204).send();
    },
  );
}
