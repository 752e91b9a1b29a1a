import { Compile } from 'typebox/compile';
import { schemaProblem } from '../../kernel/schema-problem.ts';
import {
  parseFamilyName,
  parseFlavorId,
  parseImageId,
  parseImagePoolId,
  parseProjectId,
  type ImageId,
} from '../../kernel/ids.ts';
import { parseStep } from './parse-step.ts';
import { readYaml } from './read-yaml.ts';
import { RECIPE_DOCUMENT, type RecipeDocument } from './recipe-schema.ts';
import type {
  RecipeBase,
  RecipeDesktop,
  RecipeMachine,
  RecipePlan,
  RecipePublish,
  RecipeVariable,
} from './recipe-plan.ts';
import { checkReferences } from './references.ts';
import { wrongIn } from './wrong-in.ts';

const shape = Compile(RECIPE_DOCUMENT);
const DEFAULT_FLAVOR = 'vdi-low';
/** Seconds; an emulated guest takes minutes. */
const DEFAULT_BOOT_TIMEOUT = 300;

/**
 * A recipe from the text that somebody wrote, YAML 1.2 or JSON.
 *
 * @throws IngotError `invalid`, with the first thing that is wrong and where it is; `too-large`.
 */
export function parseRecipe(text: string): RecipePlan {
  const document = checked(readYaml(text));
  const { description = null, variables = {}, steps, clean = {}, check } = document;
  const known = new Map(
    Object.entries(variables).map(([name, variable]): [string, RecipeVariable] => [name, variableOf(name, variable)]),
  );
  const plan: RecipePlan = {
    description,
    base: document.base ? baseOf(document.base) : null,
    machine: machineOf(document),
    variables: known,
    steps: steps.map((step, index) => parseStep(step, `/steps/${index}`)),
    clean: clean === false ? null : { keep: clean.keep ?? [], also: clean.also ?? [] },
    check: check ? { profiles: [...new Set(check.profiles)], mustPass: check.mustPass ?? false } : null,
    publish: publishOf(document.publish),
  };
  checkReferences(plan);
  return plan;
}

function checked(value: unknown): RecipeDocument {
  if (shape.Check(value)) return value;
  const { path, what } = schemaProblem(shape.Errors(value));
  throw wrongIn(path || '/', what);
}

/** @param base what is written under `base`, or was said for a run. @throws IngotError `invalid`. */
export function baseOf({ image, family, project, iso }: NonNullable<RecipeDocument['base']>): RecipeBase {
  const named = [image, family, iso].filter((each) => each !== undefined);
  if (named.length !== 1) throw wrongIn('/base', 'has to name one of image, family and iso');
  if (project !== undefined && family === undefined) throw wrongIn('/base/project', 'goes with a family');
  if (image !== undefined) return { kind: 'image', imageId: imageId('/base/image', image) };
  if (iso !== undefined) return { kind: 'iso', imageId: imageId('/base/iso', iso) };
  const owner =
    project === undefined ? null : wanted('/base/project', project, 'is no id of a project', parseProjectId);
  return {
    kind: 'family',
    family: wanted('/base/family', family ?? '', 'is no name of a family', parseFamilyName),
    project: owner,
  };
}

function machineOf({ machine = {}, base }: RecipeDocument): RecipeMachine {
  const { flavor = DEFAULT_FLAVOR, firmware = null, os = null } = machine;
  const diskGib = machine.diskGib ?? null;
  const { network = 'restricted', media = [], bootTimeout = DEFAULT_BOOT_TIMEOUT } = machine;
  if (base?.iso !== undefined && diskGib === null) {
    throw wrongIn('/machine/diskGib', 'is missing: the disk that a disc installs onto has to have a size');
  }
  return {
    flavor: wanted('/machine/flavor', flavor, 'is no id of a flavor', parseFlavorId),
    firmware,
    os,
    diskGib,
    network,
    media: media.map((id, index) => imageId(`/machine/media/${index}`, id)),
    bootTimeout: bootTimeout * 1000,
  };
}

type WrittenVariable = NonNullable<RecipeDocument['variables']>[string];

function variableOf(name: string, variable: WrittenVariable): RecipeVariable {
  const { description = null, default: value = null, secret = false } = variable;
  if (secret && value !== null) {
    throw wrongIn(`/variables/${name}`, 'is a secret: everybody would read its default, so give it to each run');
  }
  return { description, default: value, secret };
}

function publishOf({ name, family, held = false, properties = {}, desktop }: RecipeDocument['publish']): RecipePublish {
  if (held && family === undefined) throw wrongIn('/publish/held', 'goes with a family');
  return {
    name,
    family: family === undefined ? null : wanted('/publish/family', family, 'is no name of a family', parseFamilyName),
    held,
    properties,
    desktop: desktop ? desktopOf(desktop) : null,
  };
}

function desktopOf({
  imageType,
  pool,
  fileType,
  parent,
  configuration = { kind: 'general' },
}: NonNullable<RecipeDocument['publish']['desktop']>): RecipeDesktop {
  return {
    imageType,
    poolId: wanted('/publish/desktop/pool', pool, 'is no id of an image pool', parseImagePoolId),
    fileType: fileType ?? null,
    parentId: parent === undefined ? null : imageId('/publish/desktop/parent', parent),
    configuration:
      configuration.kind === 'general' ? configuration : { kind: 'dedicated', flavor: configuration.flavor ?? null },
  };
}

function imageId(where: string, text: string): ImageId {
  return wanted(where, text, 'is no id of an image', parseImageId);
}

function wanted<Value>(where: string, text: string, what: string, parse: (text: string) => Value | null): Value {
  const value = parse(text);
  if (value === null) throw wrongIn(where, what);
  return value;
}
