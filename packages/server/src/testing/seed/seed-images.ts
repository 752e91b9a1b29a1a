import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database, Engine } from '../../db/index.ts';
import type { ImageTables } from '../../images/image-tables.sql.ts';

export interface Seed {
  /** Images in all. */
  readonly images: number;
  /** Whose half of them are; it is offered, and accepts, a few of the others. */
  readonly project: string;
}

const AT_A_TIME = 50_000;
const CACHE_KIBIBYTES = 2 ** 20;
/** Everybody sees them; they do not become more with the store. */
const PUBLIC = 20;
const SHARED = 20;
const OTHER_PROJECTS = 200;

/**
 * Fills an empty store with records of images, for measurements of large ones: a million in a minute or two. The database
 * makes them. None has bytes, so that no maintenance looks for them; one in ten waits for some. The sizes that lists are in
 * the order of are made up, and quotas know nothing of these images.
 */
export async function seedImages(database: Database, { images, project }: Seed): Promise<void> {
  const kysely = database.tables<ImageTables>();
  const text = textOf(database.engine);
  // Rows are scattered over the indexes, which therefore have to be at hand.
  if (database.engine === 'sqlite') await sql`pragma cache_size = ${sql.lit(-CACHE_KIBIBYTES)}`.execute(kysely);
  for (let from = 1; from <= images; from += AT_A_TIME) {
    const numbers = sql`with recursive n(i) as (select cast(${sql.lit(from)} as bigint) union all select i + 1 from n
      where i < ${sql.lit(Math.min(from + AT_A_TIME - 1, images))})`;
    await database.transaction<ImageTables, void>(async (tx) => {
      for (const statement of statements(numbers, text, { images, project })) await statement.execute(tx);
    });
  }
  if (database.engine === 'postgres') await sql`vacuum analyze`.execute(kysely);
}

/** The id of the image of that number; the first numbers are the oldest. */
export function seededId(number: number): string {
  const scattered = (BigInt(number) * SCATTER) % 2n ** 32n;
  return `${scattered.toString(16).padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** Knuth's: neighbours in age lie far apart in the order of ids, as those of random ids do. */
const SCATTER = 2_654_435_761n;

function statements(
  numbers: RawBuilder<unknown>,
  { hex, decimal }: NumberTexts,
  { images, project }: Seed,
): { execute(kysely: Kysely<ImageTables>): Promise<unknown> }[] {
  const id = sql`${hex(sql`i * ${sql.lit(Number(SCATTER))} % 4294967296`, 8)} || '-0000-4000-8000-' || ${hex(sql`i`, 12)}`;
  const own = sql`(i % 2 = 0)`;
  const owner = sql`case when ${own} then ${sql.lit(project)} else ${hex(sql`i % ${sql.lit(OTHER_PROJECTS)}`, 32)} end`;
  const step = sql.lit(Math.max(2, 2 * Math.floor(images / SHARED / 2)));
  const visibility = sql`case when i <= ${sql.lit(2 * PUBLIC)} and not ${own} then 'public'
    when i % ${step} = 1 then 'shared' else 'private' end`;
  const name = sql`'image-' || ${decimal(sql`i`, 7)}`;
  const time = sql`1700000000000 + i * 1000`;
  const property = (key: string, value: RawBuilder<unknown>): RawBuilder<unknown> => sql`insert into image_property
    (image_id, name, value) ${numbers} select ${id}, ${sql.lit(key)}, ${value} from n`;
  const tag = (value: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`insert into image_tag (image_id, tag) ${numbers} select ${id}, ${value} from n`;
  const word = (value: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`insert into image_word (image_id, word) ${numbers} select ${id}, ${value} from n`;
  return [
    sql`insert into image (id, owner_id, name, sort_name, visibility, protected, hidden, disk_format, container_format,
        min_disk, min_ram, created_at, updated_at, status, sort_size)
      ${numbers} select ${id}, ${owner}, ${name}, ${name}, ${visibility}, 0, 0, 'qcow2', 'bare', 10, 0, ${time}, ${time},
        case when i % 10 = 0 then 'uploading' else 'queued' end, i * 7919 % 1000003 * 65536 from n`,
    property('os_distro', sql`'debian'`),
    property('os_version', decimal(sql`i % 10`, 1)),
    property('hw_qemu_guest_agent', sql`'yes'`),
    property('build', decimal(sql`i`, 7)),
    tag(sql`'golden'`),
    tag(sql`'batch-' || ${decimal(sql`i / 10`, 7)}`),
    ...['image', 'golden', 'batch', 'debian'].map((text) => word(sql.lit(text))),
    ...[decimal(sql`i`, 7), decimal(sql`i / 10`, 7), decimal(sql`i % 10`, 1)].map(word),
    sql`insert into image_member (image_id, member_id, status, created_at, updated_at)
      ${numbers} select ${id}, ${sql.lit(project)}, 'accepted', ${time}, ${time} from n where i % ${step} = 1`,
  ];
}

/** How numbers are written with zeroes in front, for which SQL has no common form. */
interface NumberTexts {
  readonly hex: (number: RawBuilder<unknown>, digits: number) => RawBuilder<unknown>;
  readonly decimal: (number: RawBuilder<unknown>, digits: number) => RawBuilder<unknown>;
}

function textOf(engine: Engine): NumberTexts {
  if (engine === 'sqlite') {
    return {
      hex: (number, digits) => sql`printf(${sql.lit(`%0${digits}x`)}, ${number})`,
      decimal: (number, digits) => sql`printf(${sql.lit(`%0${digits}d`)}, ${number})`,
    };
  }
  return {
    hex: (number, digits) => sql`lpad(to_hex(${number}), ${sql.lit(digits)}, '0')`,
    decimal: (number, digits) => sql`lpad((${number})::text, ${sql.lit(digits)}, '0')`,
  };
}
