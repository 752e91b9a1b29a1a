import type { Profile, Rule } from '@ingot/inspector';
import { Type } from 'typebox';

export const WORDS = Type.Object({ en: Type.String(), ru: Type.String() });
export const SEVERITY = Type.Enum(['requirement', 'recommendation']);

const RULE = Type.Object({
  id: Type.String(),
  severity: SEVERITY,
  title: WORDS,
  reason: WORDS,
  remedy: WORDS,
  applies: Type.Optional(
    Type.Object({
      family: Type.Optional(Type.Enum(['linux', 'windows'])),
      id: Type.Optional(Type.Array(Type.String(), { description: 'ID of os-release(5), one of these' })),
    }),
  ),
  check: Type.Unsafe<Rule['check']>({
    type: 'object',
    additionalProperties: true,
    description: 'What is asked of the image, as data: see the documentation of profiles',
  }),
});

/** A profile as files have it too. */
export const PROFILE = Type.Object({
  id: Type.String(),
  version: Type.String(),
  title: WORDS,
  description: WORDS,
  rules: Type.Array(RULE),
});

export function renderProfile({ rules, ...profile }: Profile) {
  return { ...profile, rules: rules.map(renderRule) };
}

function renderRule({ applies, ...rule }: Rule) {
  if (applies === undefined) return rule;
  const { family, id } = applies;
  return { ...rule, applies: { ...(family && { family }), ...(id && { id: [...id] }) } };
}
