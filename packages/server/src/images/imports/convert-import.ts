import type { Job, JobRun } from '../../jobs/index.ts';
import type { Image, ImageContent } from '../image.ts';
import type { ImageContext } from '../image-context.ts';
import type { Formats } from '../image-inspection.ts';
import { insertImage } from '../image-records.ts';
import type { ImageTransaction } from '../image-store.ts';
import { takeQuota } from '../image-usage.ts';
import { adoptTree } from '../trees/tree-content.ts';
import { withoutImport } from './import-properties.ts';
import { CONVERTED_FORMATS, convertedProperties, originalOf } from './target-format.ts';

/** The image as this import has it; whoever lost it is told. */
export type FindImported = (tx: ImageTransaction, job: Job, formats: Formats) => Promise<Image>;

/**
 * Makes an image active with the disk in its staged content, as raw content; deleting it stops that. The bytes as they came
 * become an image of their own, unless nobody wants it.
 *
 * @throws IngotError
 */
export async function convertStaged(
  context: ImageContext,
  job: Job,
  run: JobRun,
  staged: ImageContent,
  formats: Formats,
  findImported: FindImported,
): Promise<void> {
  const { store, chunks, converter, clock, intakes } = context;
  const content = await chunks.open(staged.root);
  const image = await store.transaction((tx) => findImported(tx, job, formats));
  const progress: JobRun['progress'] = (...news) => run.progress(...news);
  const { tree, properties } = await intakes.run(image.id, run.signal, (signal) =>
    converter.convert(content, formats, { signal, progress }),
  );
  try {
    await store.transaction(async (tx) => {
      const current = await findImported(tx, job, formats);
      const now = clock.now();
      await tx.usageAdd(current.ownerId, { stagedBytes: -staged.size }, null);
      const original = originalOf({ ...current, properties: withoutImport(current.properties) }, staged, now);
      if (original) {
        await insertImage(tx, original);
        await tx.viewInsert({
          contentRoot: staged.root,
          formats,
          state: { status: 'ready', root: tree.root, size: tree.size },
        });
      }
      const converted = await adoptTree(context, tx, tree, tree.size);
      await takeQuota(tx, current.ownerId, { bytes: converted.size });
      const said = convertedProperties(
        { ...current, properties: withoutImport(current.properties) },
        original,
        properties,
      );
      const active: Image = {
        ...current,
        properties: said,
        diskFormat: CONVERTED_FORMATS.disk,
        containerFormat: CONVERTED_FORMATS.container,
        state: { status: 'active', content: converted },
        updatedAt: now,
      };
      await tx.imageWrite(active, current);
    });
  } finally {
    await tree.release();
  }
}
