import { parseProjectId, type ProjectId } from '../kernel/ids.ts';

/** Kinds of things that people look at. */
const CHANGE_TOPICS = ['image', 'volume', 'snapshot', 'machine'] as const;
type ChangeTopic = (typeof CHANGE_TOPICS)[number];

/** That something is not as it was: no more than that, so whoever cares looks again, with his own rights. */
export interface Change {
  readonly topic: ChangeTopic;
  readonly id: string;
  /** Whose it is. */
  readonly project: ProjectId;
  /** Others see it as well. */
  readonly isPublic: boolean;
}

/** For other processes. */
export function encodeChange({ topic, id, project, isPublic }: Change): string {
  return [topic, id, project, isPublic ? 'public' : 'own'].join(' ');
}

/** @returns null for what no process of this version sends. */
export function decodeChange(text: string): Change | null {
  const [topic, id, owner = '', audience] = text.split(' ');
  const known = CHANGE_TOPICS.find((one) => one === topic);
  const project = parseProjectId(owner);
  return known && id && project ? { topic: known, id, project, isPublic: audience === 'public' } : null;
}
