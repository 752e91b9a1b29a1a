import { ENGINES, temporaryDatabase } from '../db/testing/temporary-database.ts';
import { createSqlImageStore, imageMigrations } from './image-store.sql.ts';
import { NO_OTHER_PARTS } from './testing/no-other-parts.ts';
import { testImageStore } from './testing/image-store-suite.ts';

for (const engine of ENGINES) {
  testImageStore(`on ${engine}`, async (context) => {
    const { database, remove } = await temporaryDatabase({ engine, migrations: [imageMigrations] });
    context.after(remove);
    return createSqlImageStore(database, NO_OTHER_PARTS);
  });
}
