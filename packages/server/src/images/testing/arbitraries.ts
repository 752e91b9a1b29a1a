import * as fc from 'fast-check';
import type { TreeRoot } from '@ingot/chunk-store';
import { parseImageId, parseJobId, parseProjectId, type ImageId, type ProjectId } from '../../kernel/ids.ts';
import { MEMBER_STATUSES, VISIBILITIES, type Image, type ImageContent, type ImageState } from '../image.ts';
import { SORT_FIELDS, type ImageQuery } from '../image-query.ts';
import type { ListScope } from '../image-store.ts';

/** Random images from few values, so that ties, nulls and hits are common. */

export function testProject(name: string): ProjectId {
  const id = parseProjectId(name);
  if (id === null) throw new Error(`${name} is no project id`);
  return id;
}

export function testContent(size: number, mark = 'a'): ImageContent {
  return {
    root: mark.repeat(64).slice(0, 64) as TreeRoot,
    size,
    virtualSize: size * 2,
    checksums: { md5: mark.repeat(32).slice(0, 32), sha512: mark.repeat(128).slice(0, 128) },
    newBytes: mark.length,
  };
}

export const PROJECTS = ['p1', 'p2', 'p3'].map(testProject);

const projects = fc.constantFrom(...PROJECTS);
const imageIds = fc.uuid().map((text): ImageId => {
  const id = parseImageId(text);
  if (id === null) throw new Error(`${text} is no image id`);
  return id;
});
const jobIds = fc.uuid().map((text) => {
  const id = parseJobId(text);
  if (id === null) throw new Error(`${text} is no job id`);
  return id;
});
const nullable = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(values, { freq: 3 });
const contents = fc
  .record({ size: fc.integer({ min: 0, max: 3 }), mark: fc.constantFrom('a', 'b'), known: nullable(fc.constant(true)) })
  .map(({ size, mark, known }) => ({ ...testContent(size, mark), ...(known === null && { checksums: null }) }));
const states: fc.Arbitrary<ImageState> = fc.oneof(
  fc.record({ status: fc.constant('queued'), failure: nullable(fc.constant('The disk is broken.')) }),
  fc.record({ status: fc.constant('saving') }),
  fc.record({ status: fc.constant('uploading'), staged: nullable(contents) }),
  fc.record({ status: fc.constant('importing'), task: jobIds, staged: nullable(contents) }),
  { weight: 5, arbitrary: fc.record({ status: fc.constant('active'), content: contents }) },
  fc.record({ status: fc.constant('deactivated'), content: contents }),
  fc.record({
    status: fc.constant('deleted'),
    deletedAt: fc.integer({ min: 0, max: 5 }),
    before: nullable(fc.record({ status: fc.constant('active'), content: contents })),
  }),
);
const TAGS = ['x', 'y', 'я'];
const NAMES = ['', 'a', 'B', 'ab', 'a-b 1.2', 'Ж', '\u{ffff}', '\u{1f600}'];
const times = fc.integer({ min: 0, max: 4000 });

export const images: fc.Arbitrary<Image> = fc
  .record({
    id: imageIds,
    ownerId: projects,
    name: nullable(fc.constantFrom(...NAMES)),
    visibility: fc.constantFrom(...VISIBILITIES),
    protected: fc.boolean(),
    hidden: fc.integer({ min: 0, max: 9 }).map((digit) => digit === 0),
    diskFormat: nullable(fc.constantFrom('raw', 'qcow2')),
    containerFormat: nullable(fc.constantFrom('bare', 'ova')),
    minDisk: fc.integer({ min: 0, max: 2 }),
    minRam: fc.integer({ min: 0, max: 2 }),
    tags: fc.subarray(TAGS).map((tags) => tags.toSorted()),
    properties: fc
      .tuple(
        fc.dictionary(fc.constantFrom('os', '__proto__', 'hw:bus', 'description'), fc.constantFrom('1', 'yes'), {
          noNullPrototype: true,
        }),
        fc.constantFrom({}, {}, { family: 'one' }, { family: 'two' }),
      )
      .map(([properties, family]) => ({ ...properties, ...family })),
    createdAt: times,
    updatedAt: times,
    state: states,
  })
  .map((image) => structuredClone(image));

export const offers = fc.record({ memberId: projects, status: fc.constantFrom(...MEMBER_STATUSES) });

export const scopes: fc.Arbitrary<ListScope> = fc.record({
  kind: fc.constantFrom('all', 'project', 'project', 'project'),
  project: fc.option(projects, { freq: 9 }),
});

const maybe = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(values, { freq: 1, nil: undefined }).chain((value) => fc.constantFrom(value, undefined, undefined));

const sorts = fc.array(
  fc.record({ field: fc.constantFrom(...SORT_FIELDS), direction: fc.constantFrom('asc', 'desc') }),
  { maxLength: 3 },
);

/** Without marker and limit, which the test sets. */
export const queries = fc
  .record({
    visibility: maybe(fc.constantFrom(...VISIBILITIES, 'all' as const)),
    memberStatus: maybe(fc.constantFrom(...MEMBER_STATUSES, 'all' as const)),
    hidden: fc.integer({ min: 0, max: 9 }).map((digit) => digit === 0),
    names: maybe(fc.subarray(NAMES, { minLength: 1 })),
    statuses: maybe(fc.constant(['active', 'queued'] as const)),
    containerFormats: maybe(fc.constant(['bare'] as const)),
    diskFormats: maybe(fc.constant(['raw', 'qcow2'] as const)),
    owner: maybe(projects),
    protected: maybe(fc.boolean()),
    tags: maybe(fc.subarray(TAGS, { minLength: 1, maxLength: 2 })),
    properties: maybe(fc.constantFrom({ os: '1' }, { 'hw:bus': 'yes', os: 'yes' })),
    words: maybe(fc.subarray(['a', 'b', '1', 'я', 'ж', 'on', 'one', 'yes'], { minLength: 1, maxLength: 2 })),
    family: maybe(fc.constant('one')),
    heads: maybe(fc.constant(true as const)),
    offered: maybe(fc.constant(true as const)),
    hashed: maybe(fc.constant(true as const)),
    md5: maybe(fc.constant(testContent(1).checksums?.md5)),
    ranges: maybe(
      fc.array(fc.record({ field: fc.constantFrom('size', 'virtual-size', 'min-ram', 'min-disk'), to: fc.nat(3) }), {
        maxLength: 2,
      }),
    ),
    times: maybe(
      fc.array(
        fc.record({
          field: fc.constantFrom('created-at', 'updated-at'),
          operator: fc.constantFrom('gt', 'gte', 'lt', 'lte', 'eq', 'neq'),
          time: times,
        }),
        { maxLength: 2 },
      ),
    ),
    sort: sorts,
  })
  .map((query): Omit<ImageQuery, 'marker' | 'limit'> => JSON.parse(JSON.stringify(query)) as ImageQuery);
