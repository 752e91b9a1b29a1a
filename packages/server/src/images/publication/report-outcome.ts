import type { ImageId } from '../../kernel/ids.ts';
import { isUnchecked, withoutRelease, withVerdicts } from '../families/image-facts.ts';
import { contentOf } from '../image.ts';
import type { ImageTransaction } from '../image-store.ts';
import type { ImageContext } from '../image-context.ts';
import { withSuggestion, type Suggestion } from '../suggestions/suggestion.ts';
import { unmetProfiles } from './unmet-profiles.ts';

/** What came of a report on an image. */
export interface ReportOutcome {
  /** Ids of profiles and what the image came to. */
  readonly verdicts: readonly (readonly [profile: string, verdict: 'pass' | 'fail' | 'unknown'])[];
  /** Null where nothing is to be suggested. */
  readonly suggestion: Suggestion | null;
}

/**
 * Shows on an image what it was judged to be and what was found on it, as properties, and lets it become the latest of its
 * family if it waited for that. Nothing happens to an image that has gone, or has no bytes; `updatedAt` stays.
 */
export async function writeOutcome(
  tx: ImageTransaction,
  id: ImageId,
  { verdicts, suggestion }: ReportOutcome,
): Promise<void> {
  const image = await tx.imageFind(id);
  if (!image || image.state.status === 'deleted' || contentOf(image) === null) return;
  const said = suggestion ? withSuggestion(image, suggestion) : image;
  let properties = withVerdicts(said.properties, verdicts);
  if (isUnchecked(image) && (await unmetProfiles(tx, image)).length === 0) properties = withoutRelease(properties);
  const names = new Set([...Object.keys(properties), ...Object.keys(image.properties)]);
  const isChanged = [...names].some((name) => properties[name] !== image.properties[name]);
  if (isChanged || said.minDisk !== image.minDisk) await tx.imageWrite({ ...said, properties }, image);
}

/** Shows verdicts on an image that were reached without a report of it, as `writeOutcome` does. */
export type VerdictsWrite = (id: ImageId, verdicts: ReportOutcome['verdicts']) => Promise<void>;

export function verdictsWriter({ store }: Pick<ImageContext, 'store'>): VerdictsWrite {
  return (id, verdicts) => store.transaction((tx) => writeOutcome(tx, id, { verdicts, suggestion: null }));
}
