import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { parseProjectId, type ProjectId } from '../../../kernel/ids.ts';
import { MEMBER_STATUSES, type ImageMember, type Images, type MemberStatus } from '../../../images/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { NO_CONTENT, REFUSALS } from './documented-answers.ts';
import { imageIdOf, IMAGE_PARAMS } from './image-params.ts';
import { schemaPath } from './paths.ts';
import { jsonObject } from '../json-body.ts';
import { wireTime } from './wire-time.ts';

const MEMBER_PARAMS = Type.Object({ ...IMAGE_PARAMS.properties, member_id: Type.String() });
const MEMBER = Type.Object({
  member_id: Type.String({ description: 'The project that the image is shared with' }),
  image_id: Type.String(),
  status: Type.String({ enum: [...MEMBER_STATUSES] }),
  created_at: Type.String(),
  updated_at: Type.String(),
  schema: Type.String(),
});

const MEMBER_LIST = Type.Object({ members: Type.Array(MEMBER), schema: Type.String() });

/** `GET /v2/schemas/member`. */
export const MEMBER_SCHEMA = { name: 'member', properties: MEMBER.properties, additionalProperties: false };

/** The projects that an image is shared with. */
export function memberRoutes(scope: HttpServer, images: Images): void {
  const tags = ['image'];
  const collection = '/images/:image_id/members';
  const one = '/images/:image_id/members/:member_id';

  scope.get(
    collection,
    {
      schema: {
        tags,
        summary: 'List the projects that an image is shared with',
        params: IMAGE_PARAMS,
        response: { 200: MEMBER_LIST, ...REFUSALS },
      },
    },
    async (request) => {
      const members = await images.memberList(callerOf(request), imageIdOf(request.params));
      return { members: members.map(renderMember), schema: schemaPath('members') };
    },
  );

  scope.post(
    collection,
    {
      schema: {
        tags,
        summary: 'Share an image with a project',
        params: IMAGE_PARAMS,
        body: Type.Object({ member: Type.String({ description: 'Id of the project' }) }),
        response: { 200: MEMBER, ...REFUSALS },
      },
    },
    async (request) => {
      const id = imageIdOf(request.params);
      return renderMember(await images.memberAdd(callerOf(request), id, newMember(jsonObject(request)['member'])));
    },
  );

  scope.get(
    one,
    { schema: { tags, summary: 'Show a share', params: MEMBER_PARAMS, response: { 200: MEMBER, ...REFUSALS } } },
    async (request) => {
      const { params } = request;
      return renderMember(await images.memberGet(callerOf(request), imageIdOf(params), knownMember(params.member_id)));
    },
  );

  scope.put(
    one,
    {
      schema: {
        tags,
        summary: 'Accept or reject an image that is shared with the project',
        params: MEMBER_PARAMS,
        body: Type.Object({ status: Type.String({ enum: [...MEMBER_STATUSES] }) }),
        response: { 200: MEMBER, ...REFUSALS },
      },
    },
    async (request) => {
      const { params } = request;
      const status = memberStatus(jsonObject(request)['status']);
      const caller = callerOf(request);
      return renderMember(await images.memberUpdate(caller, imageIdOf(params), knownMember(params.member_id), status));
    },
  );

  scope.delete(
    one,
    { schema: { tags, summary: 'Stop sharing', params: MEMBER_PARAMS, response: NO_CONTENT } },
    async (request, reply) => {
      const { params } = request;
      await images.memberRemove(callerOf(request), imageIdOf(params), knownMember(params.member_id));
      return await reply.code(204).send();
    },
  );
}

function renderMember(member: ImageMember) {
  return {
    member_id: member.memberId,
    image_id: member.imageId,
    status: member.status,
    created_at: wireTime(member.createdAt),
    updated_at: wireTime(member.updatedAt),
    schema: schemaPath('member'),
  };
}

function newMember(value: unknown): ProjectId {
  const member = typeof value === 'string' ? parseProjectId(value) : null;
  if (member === null) throw new IngotError('invalid', 'Expected a member in the form {"member": "project id"}.');
  return member;
}

function knownMember(text: string): ProjectId {
  const member = parseProjectId(text);
  if (member === null) throw new IngotError('not-found', `The image is not shared with ${text}.`);
  return member;
}

function memberStatus(value: unknown): MemberStatus {
  const status = MEMBER_STATUSES.find((one) => one === value);
  if (status === undefined) {
    throw new IngotError('invalid', `Expected a status in the form {"status": "${MEMBER_STATUSES.join(' | ')}"}.`);
  }
  return status;
}
