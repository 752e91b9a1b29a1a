import { Type } from 'typebox';
import type { Inspections } from '../../../inspection/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { parseJobId, type JobId } from '../../../kernel/ids.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { imageIdOf } from '../image-ids.ts';
import { languageOf } from './page-language.ts';
import { reportPage } from './report-page.ts';
import { renderReport, renderWhole, REPORT, WHOLE_REPORT } from './report-schema.ts';

const IMAGE = Type.Object({ id: Type.String({ description: 'Id of the image, a UUID' }) });
const PARAMS = Type.Object({ id: Type.String({ description: 'Id of the report, a UUID' }) });
const ATTACHMENT_PARAMS = Type.Object({
  ...PARAMS.properties,
  name: Type.String({ maxLength: 64, description: 'As the report lists it' }),
});
const ORDER = Type.Object(
  {
    profiles: Type.Optional(
      Type.Array(Type.String({ maxLength: 64 }), {
        minItems: 1,
        maxItems: 32,
        description: 'All that take no boot test unless given',
      }),
    ),
  },
  { additionalProperties: false },
);
const PAGE = Type.Object({
  reports: Type.Array(REPORT),
  nextMarker: Type.Union([Type.String(), Type.Null()], { description: 'For the next page; null on the last one' }),
});
const PAGE_QUERY = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  marker: Type.Optional(Type.String({ description: 'Last report of the page before' })),
});
const LANGUAGE = Type.Object({
  lang: Type.Optional(Type.Enum(['en', 'ru'], { description: 'Accept-Language decides unless given' })),
});

/** The page is made of what lies on a stranger's disk: nothing in it is run, sent or fetched. */
const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  vary: 'accept-language',
};

const tags = ['inspection'];
const refusals = { '4xx': ERROR };

/** What was found on the disks of images. */
export function reportRoutes(scope: HttpServer, inspections: Inspections): void {
  scope.post(
    '/images/:id/reports',
    {
      schema: {
        tags,
        summary: 'Have an image looked into and judged',
        params: IMAGE,
        body: ORDER,
        response: { 202: REPORT, ...refusals },
      },
    },
    async (request, reply) => {
      const { profiles = null } = request.body;
      const report = await inspections.reportRequest(callerOf(request), imageIdOf(request.params.id), profiles);
      return await reply.code(202).send(renderReport(report));
    },
  );

  scope.post(
    '/images/:id/boot-tests',
    {
      schema: {
        tags,
        summary: 'Have a throw-away copy of an image started, and judged by what it does',
        params: IMAGE,
        response: { 202: REPORT, ...refusals },
      },
    },
    async (request, reply) => {
      const report = await inspections.bootTestRequest(callerOf(request), imageIdOf(request.params.id));
      return await reply.code(202).send(renderReport(report));
    },
  );

  scope.get(
    '/images/:id/reports',
    {
      schema: {
        tags,
        summary: 'List the reports of an image, newest first',
        params: IMAGE,
        querystring: PAGE_QUERY,
        response: { 200: PAGE, ...refusals },
      },
    },
    async (request) => {
      const { limit = 20, marker } = request.query;
      const page = { limit, ...(marker !== undefined && { marker: markerOf(marker) }) };
      const { items, more } = await inspections.reportList(callerOf(request), imageIdOf(request.params.id), page);
      return { reports: items.map(renderReport), nextMarker: (more ? items.at(-1)?.id : null) ?? null };
    },
  );

  scope.get(
    '/reports/:id',
    {
      schema: {
        tags,
        summary: 'Show a report with all that was found',
        params: PARAMS,
        response: { 200: WHOLE_REPORT, ...refusals },
      },
    },
    async (request) => renderWhole(await inspections.reportGet(callerOf(request), reportIdOf(request.params.id))),
  );

  scope.get(
    '/reports/:id/attachments/:name',
    {
      schema: {
        tags,
        summary: 'Show what a report has beside its rules: a picture of a screen, a log',
        params: ATTACHMENT_PARAMS,
        produces: ['image/png', 'text/plain'],
        response: { 200: Type.Any({ description: 'Its bytes' }), ...refusals },
      },
    },
    async (request, reply) => {
      const { id, name } = request.params;
      const { bytes, mediaType } = await inspections.reportAttachment(callerOf(request), reportIdOf(id), name);
      const type = mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType;
      return await reply.headers({ ...PAGE_HEADERS, 'content-type': type }).send(bytes);
    },
  );

  scope.get(
    '/reports/:id/page',
    {
      schema: {
        tags,
        summary: 'Show a report as a page for people',
        params: PARAMS,
        querystring: LANGUAGE,
        produces: ['text/html'],
        response: { 200: Type.String({ description: 'HTML' }), ...refusals },
      },
    },
    async (request, reply) => {
      const whole = await inspections.reportGet(callerOf(request), reportIdOf(request.params.id));
      const language = request.query.lang ?? languageOf(request.headers['accept-language']);
      return await reply.headers(PAGE_HEADERS).send(reportPage(whole, language));
    },
  );

  scope.post(
    '/reports/:id/cancel',
    {
      schema: {
        tags,
        summary: 'End a report that is not done, soon',
        params: PARAMS,
        response: { 202: REPORT, ...refusals },
      },
    },
    async (request, reply) => {
      const report = await inspections.reportCancel(callerOf(request), reportIdOf(request.params.id));
      return await reply.code(202).send(renderReport(report));
    },
  );
}

function reportIdOf(text: string): JobId {
  const id = parseJobId(text);
  if (id === null) throw new IngotError('not-found', `No report found with ID ${text}.`);
  return id;
}

function markerOf(text: string): JobId {
  const id = parseJobId(text);
  if (id === null) throw new IngotError('invalid', `The marker ${text} is not the id of a report.`);
  return id;
}
