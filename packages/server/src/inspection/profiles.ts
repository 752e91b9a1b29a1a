import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  BUILT_IN_PROFILES,
  isBootProfile,
  parseProfile,
  ProfileError,
  profileHash,
  type Profile,
} from '@ingot/inspector';
import type { Image } from '../images/index.ts';
import { IngotError } from '../kernel/errors.ts';
import type { JudgedProfile, ProfileKey } from './report.ts';

/** In keys, of an image that does not say its file type. */
export const UNKNOWN_FILE_TYPE = 'unknown';

/** The profiles that this service judges by. */
export class Profiles {
  readonly #all: ReadonlyMap<string, { readonly profile: Profile; readonly hash: string; readonly asksFile: boolean }>;

  constructor(profiles: readonly Profile[]) {
    this.#all = new Map(
      profiles.map((profile) => [profile.id, { profile, hash: profileHash(profile), asksFile: asksOfFile(profile) }]),
    );
  }

  list(): readonly Profile[] {
    return [...this.#all.values()].map(({ profile }) => profile);
  }

  /** @throws `invalid` for one that is not there. */
  get(id: string): Profile {
    const found = this.#all.get(id);
    if (found) return found.profile;
    throw new IngotError('invalid', `There is no profile ${id}; there are ${[...this.#all.keys()].join(', ')}.`);
  }

  /** Ids of those that a look at a disk answers. */
  ofDisks(): readonly string[] {
    return this.some([...this.#all.keys()], 'disk');
  }

  /** Of those with these ids, the ones that take a boot, or the others. */
  some(ids: readonly string[], kind: 'boot' | 'disk'): readonly string[] {
    return ids.filter((id) => {
      const found = this.#all.get(id);
      return found !== undefined && isBootProfile(found.profile) === (kind === 'boot');
    });
  }

  /** The profile as it was, if it still is so. */
  find(id: string, hash: string): Profile | null {
    const found = this.#all.get(id);
    return found?.hash === hash ? found.profile : null;
  }

  /** By what the result of a profile for this image is known again; null for a profile that is not there any more. */
  keyOf(id: string, image: Pick<Image, 'diskFormat'>): ProfileKey | null {
    const found = this.#all.get(id);
    return found ? { hash: found.hash, subject: found.asksFile ? (image.diskFormat ?? UNKNOWN_FILE_TYPE) : '' } : null;
  }
}

/** The profiles as they are now, for an image. Those that are not there are left out. */
export function judgedProfiles(
  profiles: Profiles,
  ids: readonly string[],
  image: Pick<Image, 'diskFormat'>,
): readonly JudgedProfile[] {
  return ids.flatMap((id) => {
    const key = profiles.keyOf(id, image);
    return key ? [{ id, version: profiles.get(id).version, ...key, verdict: null }] : [];
  });
}

const NO_DIRECTORY = 'none';

/** Why profiles can't be read: sentences that name the place and say what to do. */
export class ProfilesError extends Error {
  override readonly name = 'ProfilesError';
}

/**
 * The built-in profiles, and those of a directory: a file each, JSON, `*.json`. One that has the id of a built-in one takes
 * its place.
 *
 * @param directory `none` for none.
 * @throws ProfilesError that names the file and what is wrong with it.
 */
export async function loadProfiles(directory: string): Promise<Profiles> {
  const own = new Map<string, Profile>();
  const files = directory === NO_DIRECTORY ? [] : await filesIn(directory);
  const names = files.filter((name) => name.endsWith('.json')).toSorted();
  for (const name of names) {
    const file = path.join(directory, name);
    const profile = await readProfile(file);
    if (own.has(profile.id)) {
      throw new ProfilesError(`Profile ${profile.id} is in ${file} and in another file beside it: keep one of them.`);
    }
    own.set(profile.id, profile);
  }
  return new Profiles([...BUILT_IN_PROFILES.filter(({ id }) => !own.has(id)), ...own.values()]);
}

async function filesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    throw unreadable(directory, error, 'Name a directory that is there, or none.');
  }
}

async function readProfile(file: string): Promise<Profile> {
  try {
    return parseProfile(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw unreadable(file, error, 'Mend the file, or take it away.');
  }
}

/** What is wrong with a place, where that is the doing of who keeps it; else the error as it is. */
function unreadable(place: string, error: unknown, remedy: string): unknown {
  if (error instanceof ProfileError) return new ProfilesError(`${place}: ${error.message} ${remedy}`, { cause: error });
  const isTheirs = error instanceof SyntaxError || (error instanceof Error && 'code' in error);
  return isTheirs ? new ProfilesError(`${place}: ${error.message}. ${remedy}`, { cause: error }) : error;
}

function asksOfFile({ rules }: Profile): boolean {
  return rules.some(({ check }) => JSON.stringify(check).includes('"check":"image"'));
}
