import type { FastifyReply } from 'fastify';

/** The one key of a refusal's body, by status, as clients of Cinder and Nova know it. */
const FAULTS: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  501: 'notImplemented',
  503: 'serviceUnavailable',
};

/** What both call everything else. */
const OTHER_FAULT = 'computeFault';

/** `{"itemNotFound": {"code": 404, "message": "…"}}` */
export function sendFault(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ [FAULTS[status] ?? OTHER_FAULT]: { code: status, message } });
}
