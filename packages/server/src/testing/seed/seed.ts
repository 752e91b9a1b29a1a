import { parseArgs } from 'node:util';
import { openPostgres, openSqlite } from '../../db/index.ts';
import { seedImages, seededId } from './seed-images.ts';

/**
 * `node packages/server/src/testing/seed/seed.ts --database FILE|postgres://… --project ID --images N`: fills the database
 * of an empty service, and prints a hundred ids from all over it as JSON.
 */
const { values } = parseArgs({
  options: { database: { type: 'string' }, project: { type: 'string' }, images: { type: 'string' } },
});
const { database: place, project } = values;
const images = Number(values.images);
if (place === undefined || project === undefined || !(images >= 100)) {
  throw new Error('--database, --project and --images, at least 100, are needed');
}
const database = place.startsWith('postgres')
  ? openPostgres({ url: place, connections: 1, patient: true })
  : openSqlite(place);
await seedImages(database, { images, project });
await database.close();
// Of even numbers, which are the project's.
const ids = Array.from({ length: 100 }, (_, index) => seededId(2 * Math.floor(((index + 0.5) * images) / 200)));
process.stdout.write(`${JSON.stringify(ids)}\n`);
