import type { paths } from './api.generated.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths of the API that answer this method, as the OpenAPI document writes them: `/v2/images/{image_id}`. */
export type PathOf<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends Readonly<Record<M, object>> ? Path : never;
}[keyof paths];

type Operation<M extends Method, Path extends PathOf<M>> = paths[Path][M];

type PathInput<Op> = Op extends { parameters: { path: infer Values } } ? { readonly path: Values } : unknown;

type QueryInput<Op> = Op extends { parameters: { query?: infer Values } }
  ? [Values] extends [never]
    ? unknown
    : {
        readonly query?: Values;
        /** Keys that the document leaves open, such as the properties of images. */
        readonly openQuery?: Readonly<Record<string, string>>;
      }
  : unknown;

type BodyInput<Op> = Op extends { requestBody: { content: infer Bodies } }
  ? { [Media in keyof Bodies]: MediaBody<Media, Bodies[Media]> }[keyof Bodies]
  : Op extends { requestBody?: { content: { 'application/json': infer Body } } }
    ? { readonly body?: Body }
    : unknown;

/** JSON needs no mention; other media types, such as those of patches, are named. */
type MediaBody<Media, Body> = Media extends 'application/json'
  ? { readonly body: Body; readonly mediaType?: never }
  : { readonly body: Body; readonly mediaType: Media };

/** What a request to this operation takes. */
export type Input<M extends Method, Path extends PathOf<M>> = PathInput<Operation<M, Path>> &
  QueryInput<Operation<M, Path>> &
  BodyInput<Operation<M, Path>>;

type Success = 200 | 201 | 202 | 203 | 204;

type JsonOf<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : undefined;

/** What the operation answers when it succeeds: the JSON of its body, undefined when there is none. */
export type Answer<M extends Method, Path extends PathOf<M>> =
  Operation<M, Path> extends { responses: infer Responses }
    ? { [Status in keyof Responses & Success]: JsonOf<Responses[Status]> }[keyof Responses & Success]
    : never;
