import type { TValidationError } from 'typebox/error';

/** What a schema refuses about a value. */
export interface SchemaProblem {
  /** A JSON pointer to what it is about; empty for the whole. */
  readonly path: string;
  /** Of a sentence that begins with that place, the rest. */
  readonly what: string;
}

/**
 * The first thing that is wrong, in words of ours: those of TypeBox speak of schemas, and where a value fits no part of a union
 * there is one for each part.
 */
export function schemaProblem(errors: readonly TValidationError[]): SchemaProblem {
  const [first] = errors;
  if (!first) return { path: '', what: 'has the wrong form' };
  const union = errors.find(({ keyword, instancePath }) => isUnion(keyword) && isWithin(first, instancePath));
  // Whoever went further into one part of a union meant that one.
  const deeper = union && errors.find((error) => isWithin(error, `${union.instancePath}/`));
  if (!union || deeper) return { path: (deeper ?? first).instancePath, what: whatOf(deeper ?? first) };
  const here = errors.filter(({ instancePath }) => instancePath === union.instancePath);
  const types = new Set(here.flatMap((error) => (error.keyword === 'type' ? error.params.type : [])));
  return { path: union.instancePath, what: types.size === 0 ? 'has the wrong form' : typesWanted([...types]) };
}

function isUnion(keyword: string): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

function isWithin({ instancePath }: TValidationError, path: string): boolean {
  return instancePath.startsWith(path);
}

function whatOf({ keyword, params }: TValidationError): string {
  switch (keyword) {
    // That is how TypeBox says that there is no such key.
    case 'boolean':
      return 'is not known here';
    case 'required':
      return `has to have ${params.requiredProperties.join(', ')}`;
    case 'enum':
      return `has to be one of ${params.allowedValues.join(', ')}`;
    case 'const':
      return `has to be ${String(params.allowedValue)}`;
    case 'type':
      return typesWanted([params.type].flat());
    case 'pattern':
      return `has to match ${String(params.pattern)}`;
    case 'format':
      return `has to be of the form ${params.format}`;
    case 'minLength':
      return params.limit === 1 ? 'must not be empty' : `has fewer than ${params.limit} characters`;
    case 'maxLength':
      return `has more than ${params.limit} characters`;
    case 'minItems':
    case 'minProperties':
      return `has fewer than ${params.limit} entries`;
    case 'maxItems':
    case 'maxProperties':
      return `has more than ${params.limit} entries`;
    case 'minimum':
      return `has to be at least ${params.limit}`;
    case 'maximum':
      return `has to be at most ${params.limit}`;
    case 'exclusiveMinimum':
      return `has to be more than ${params.limit}`;
    case 'exclusiveMaximum':
      return `has to be less than ${params.limit}`;
    // What is refined are lists in which nothing may stand twice: see http/distinct.ts.
    case '~refine':
    case 'uniqueItems':
      return 'has something twice';
    // They are told by others that stand beside them, or are not used.
    case 'additionalProperties':
    case 'anyOf':
    case 'contains':
    case 'dependencies':
    case 'dependentRequired':
    case 'if':
    case 'multipleOf':
    case 'not':
    case 'oneOf':
    case 'propertyNames':
    case 'unevaluatedItems':
    case 'unevaluatedProperties':
      return 'has the wrong form';
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'a boolean',
  array: 'a list',
  object: 'an object',
};

function typesWanted(types: readonly string[]): string {
  return `has to be ${types.map((type) => TYPES[type] ?? type).join(' or ')}`;
}
