import type { TFunction } from 'i18next';
import { en } from './en.ts';
import type { Operation } from './operation-queries.ts';

type OperationKey = Extract<keyof typeof en, `operation.${Operation['topic']}.${string}`>;

function isKnown(key: string): key is OperationKey {
  return Object.hasOwn(en, key);
}

/** What is done, in words; the service's own name for what the console does not know yet. */
export function operationTitle(t: TFunction, { topic, action }: Operation): string {
  const key = `operation.${topic}.${action}`;
  return isKnown(key) ? t(key) : action;
}
