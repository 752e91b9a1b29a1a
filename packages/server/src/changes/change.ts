import { parseProjectId, type ProjectId } from '../kernel/ids.ts';

/** Kinds of things that people look at. */
const CHANGE_TOPICS = [
  'image',
  // Reports, comparisons, corrected copies and exports of an image, by its id: how far they are.
  'image-work',
  'volume',
  'snapshot',
  'machine',
  'machine-snapshot',
  'image-pool',
  'desktop-image',
  'publication',
  'recipe',
  'recipe-run',
  'operation',
] as const;
type ChangeTopic = (typeof CHANGE_TOPICS)[number];

/** That something is not as it was: no more than that, so whoever cares looks again, with his own rights. */
export interface Change {
  readonly topic: ChangeTopic;
  readonly id: string;
  /** Whose it is; null for what belongs to the installation. */
  readonly project: ProjectId | null;
  /** Others see it as well. */
  readonly isPublic: boolean;
}

/** Stands for the installation where an id of a project would be; it can be none. */
const NO_PROJECT = '*';

/** For other processes. */
export function encodeChange({ topic, id, project, isPublic }: Change): string {
  return [topic, id, project ?? NO_PROJECT, isPublic ? 'public' : 'own'].join(' ');
}

/** @returns null for what no process of this version sends. */
export function decodeChange(text: string): Change | null {
  const [topic, id, owner = '', audience] = text.split(' ');
  const known = CHANGE_TOPICS.find((one) => one === topic);
  const project = parseProjectId(owner);
  if (!known || !id || (project === null && owner !== NO_PROJECT)) return null;
  return { topic: known, id, project, isPublic: audience === 'public' };
}
