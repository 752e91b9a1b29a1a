import { Type, type Static, type TSchema } from 'typebox';

export const COLLECTION_REQUEST = Type.Object(
  {
    kind: Type.Literal('collection'),
    dryRun: Type.Optional(Type.Boolean({ description: 'Change nothing, and tell what would be freed' })),
    removeStrangers: Type.Optional(
      Type.Boolean({
        description:
          'Delete packs that the database does not know. After an older database was restored they may be all that is ' +
          'left of younger images.',
      }),
    ),
  },
  { description: 'Free what no image needs' },
);

export const COMPRESSION_REQUEST = Type.Object(
  {
    kind: Type.Literal('compression'),
    unusedFor: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'Seconds without a read after which a pack is cold; by setting otherwise',
      }),
    ),
  },
  { description: 'Compress packs that nobody reads, while the service is idle' },
);

const AMOUNT_FIELDS = { chunks: Type.Integer(), bytes: Type.Integer({ description: 'As they are stored' }) };
const PACKS_FIELDS = { packs: Type.Integer(), bytes: Type.Integer() };

function amount(description: string) {
  return Type.Object(AMOUNT_FIELDS, { description });
}

function packs(description: string) {
  return Type.Object(PACKS_FIELDS, { description });
}

/** Nobody changes what is rendered. */
function listOf<Item extends TSchema>(items: Item) {
  return Type.Unsafe<readonly Static<Item>[]>(Type.Array(items, { description: 'The first hundred of them' }));
}

export const COMPACTION_FIGURES = Type.Object(
  {
    rewrittenPacks: Type.Integer({ description: 'Packs that were rewritten and are gone' }),
    moved: amount('What was copied'),
    readBytes: Type.Integer(),
    freedBytes: Type.Integer({ description: 'Bytes that the packs take less than before' }),
    cpu: Type.Number({ description: 'Processor time of checking and compressing, in milliseconds' }),
    damages: Type.Integer({ description: 'Chunks and packs that are not what was stored, and were left as they are' }),
    damage: listOf(Type.String()),
    stoppedBy: Type.Union([Type.String({ enum: ['budget', 'storage-full'] }), Type.Null()], {
      description: 'Why it ended before everything was done',
    }),
  },
  { description: 'What the rewriting of packs has done' },
);

export const COLLECTION_FIGURES = Type.Object(
  {
    step: Type.String({ enum: ['mark', 'sweep', 'delete', 'done'] }),
    roots: Type.Integer({ description: 'Trees that were walked; those of images twice' }),
    kept: Type.Object({
      content: amount('Needed by images'),
      staged: amount('Needed by uploads that wait for their import, and not by images'),
      trash: amount('Needed by images in the trash only'),
      disks: amount('Needed by volumes and snapshots, and not by images'),
    }),
    trash: Type.Union([Type.Object({ firstPurge: Type.Integer(), lastPurge: Type.Integer() }), Type.Null()], {
      description: 'When the first and the last of the trash are given up, in milliseconds since the epoch',
    }),
    held: amount('What nothing needs, but an upload may have used since the oldest one that was running began'),
    uploads: Type.Object(
      { count: Type.Integer(), until: Type.Union([Type.Integer(), Type.Null()]) },
      { description: 'Uploads that were running, and until when the last of them is taken for alive' },
    ),
    swept: amount('What was forgotten, or would be'),
    deletedPacks: packs('Packs in which nothing was left'),
    strangerPacks: packs('Packs that the database does not know'),
    damagedTrees: Type.Integer({ description: 'Trees that could not be walked: what they might reach is kept' }),
    damaged: listOf(Type.Object({ imageId: Type.String(), place: Type.String(), reason: Type.String() })),
    damagedDisks: listOf(Type.Object({ id: Type.String(), place: Type.String(), reason: Type.String() })),
    compaction: Type.Union([COMPACTION_FIGURES, Type.Null()], { description: 'Null before it has begun' }),
  },
  { description: 'What a collection has found and done' },
);
