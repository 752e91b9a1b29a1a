import { ASKED_FOR_MENDS, MENDS } from '@ingot/inspector';
import { Type, type Static } from 'typebox';
import { FIRMWARES, IMAGE_TYPES, MACHINE_NETWORKS, OS_TYPES } from '../../machines/index.ts';

/** Of the text of a recipe, in bytes. What is larger comes on a disc (`machine.media`). */
export const MAX_DOCUMENT = 4 * 1024 * 1024;
/** Seconds. */
const MAX_TIMEOUT = 24 * 3600;
const FILE_TYPES = ['qcow2', 'vhd'] as const;

const closed = { additionalProperties: false };
const ID = Type.String({ minLength: 1, maxLength: 255 });
const GUEST_PATH = Type.String({ minLength: 1, maxLength: 1024 });
const SECONDS = Type.Integer({ minimum: 1, maximum: MAX_TIMEOUT });

const BASE = Type.Object(
  {
    image: Type.Optional(ID),
    family: Type.Optional(ID),
    /** Of the family. */
    project: Type.Optional(ID),
    /** A disc that installs a system by itself, onto a blank disk. */
    iso: Type.Optional(ID),
  },
  closed,
);

const MACHINE = Type.Object(
  {
    flavor: Type.Optional(ID),
    firmware: Type.Optional(Type.Enum(FIRMWARES)),
    diskGib: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_536 })),
    os: Type.Optional(Type.Enum(OS_TYPES)),
    network: Type.Optional(Type.Enum(MACHINE_NETWORKS)),
    /** Images for its optical drives. */
    media: Type.Optional(Type.Array(ID, { maxItems: 4 })),
    /** Seconds that its agent is waited for, after the start and after each reboot. */
    bootTimeout: Type.Optional(SECONDS),
  },
  closed,
);

const VARIABLE = Type.Object(
  {
    description: Type.Optional(Type.String({ maxLength: 1024 })),
    default: Type.Optional(Type.String({ maxLength: 4096 })),
    secret: Type.Optional(Type.Boolean()),
  },
  closed,
);

export const SHELLS = ['sh', 'bash', 'powershell', 'cmd'] as const;
export type Shell = (typeof SHELLS)[number];

const STEP = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    timeout: Type.Optional(SECONDS),
    script: Type.Optional(Type.String({ minLength: 1 })),
    scriptFile: Type.Optional(Type.String()),
    shell: Type.Optional(Type.Enum(SHELLS)),
    successCodes: Type.Optional(
      Type.Array(Type.Integer({ minimum: 0, maximum: 2 ** 32 - 1 }), { minItems: 1, maxItems: 32 }),
    ),
    upload: Type.Optional(
      Type.Object(
        {
          to: GUEST_PATH,
          content: Type.Optional(Type.String()),
          base64: Type.Optional(Type.String()),
          file: Type.Optional(Type.String()),
          mode: Type.Optional(Type.String({ pattern: '^0?[0-7]{3,4}$' })),
        },
        closed,
      ),
    ),
    packages: Type.Optional(
      Type.Object(
        {
          names: Type.Optional(
            Type.Array(Type.String({ minLength: 1, maxLength: 255, pattern: '^[^-\\s][^\\s]*$' }), { maxItems: 500 }),
          ),
          files: Type.Optional(Type.Array(GUEST_PATH, { maxItems: 500 })),
        },
        closed,
      ),
    ),
    reboot: Type.Optional(Type.Literal(true)),
    wait: Type.Optional(
      Type.Object({ seconds: Type.Optional(SECONDS), file: Type.Optional(GUEST_PATH) }, { ...closed }),
    ),
  },
  closed,
);

const DESKTOP = Type.Object(
  {
    imageType: Type.Enum(IMAGE_TYPES),
    pool: ID,
    fileType: Type.Optional(Type.Enum(FILE_TYPES)),
    parent: Type.Optional(ID),
    /** For any endpoint unless given; `flavor` by its name, none for the default of the system. */
    configuration: Type.Optional(
      Type.Union([
        Type.Object({ kind: Type.Literal('general') }, closed),
        Type.Object({ kind: Type.Literal('dedicated'), flavor: Type.Optional(ID) }, closed),
      ]),
    ),
  },
  closed,
);

/** How a recipe is written down, as YAML or JSON: `parseRecipe` says more of what holds together. */
export const RECIPE_DOCUMENT = Type.Object(
  {
    /** Version of this format. */
    recipe: Type.Literal(1),
    description: Type.Optional(Type.String({ maxLength: 4096 })),
    base: Type.Optional(BASE),
    machine: Type.Optional(MACHINE),
    variables: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,63}$' }), VARIABLE, { additionalProperties: false }),
    ),
    steps: Type.Array(STEP, { maxItems: 200 }),
    clean: Type.Optional(
      Type.Union([
        Type.Literal(false),
        Type.Object(
          {
            keep: Type.Optional(Type.Array(Type.Enum(MENDS))),
            also: Type.Optional(Type.Array(Type.Enum(ASKED_FOR_MENDS))),
          },
          closed,
        ),
      ]),
    ),
    check: Type.Optional(
      Type.Object(
        {
          profiles: Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 32 }),
          mustPass: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
    ),
    publish: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 255 }),
        family: Type.Optional(ID),
        /** Not the latest of the family until it is promoted. */
        held: Type.Optional(Type.Boolean()),
        properties: Type.Optional(Type.Record(Type.String({ maxLength: 255 }), Type.String({ maxLength: 4096 }))),
        desktop: Type.Optional(DESKTOP),
      },
      closed,
    ),
  },
  closed,
);

export type RecipeDocument = Static<typeof RECIPE_DOCUMENT>;
export type WrittenStep = Static<typeof STEP>;
