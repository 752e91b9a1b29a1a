import path from 'node:path';
import { openSqlite } from '../../db/index.ts';
import { createWorld, VOLUME_WORLD_MIGRATIONS, type VolumeWorld, type WorldOptions } from './volume-world.ts';

/** A world of which all is in a directory, so that another process can go on with it. */
export async function openCrashWorld(directory: string, options: WorldOptions = {}): Promise<VolumeWorld> {
  const database = openSqlite(path.join(directory, 'test.db'));
  await database.migrate(VOLUME_WORLD_MIGRATIONS);
  const world = await createWorld(database, directory, options);
  await world.chunks.recover();
  return {
    ...world,
    close: async () => {
      await world.close();
      await database.close();
    },
  };
}
