import { ConfigError, type Config } from './config/index.ts';
import { loadProfiles, ProfilesError, type Profiles } from './inspection/index.ts';

/**
 * The profiles that images are judged by: the built-in ones and those of the administrator.
 *
 * @throws ConfigError that names the file and says what is wrong with it.
 */
export async function openProfiles(config: Config): Promise<Profiles> {
  try {
    return await loadProfiles(config['inspection.profiles-directory']);
  } catch (error) {
    if (!(error instanceof ProfilesError)) throw error;
    throw new ConfigError(`The profiles of inspection.profiles-directory cannot be read. ${error.message}`, {
      cause: error,
    });
  }
}
