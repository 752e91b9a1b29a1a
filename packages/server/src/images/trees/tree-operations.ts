import type { Caller } from '../../kernel/caller.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { ImageId } from '../../kernel/ids.ts';
import { contentOf, type Image, type ImageContent } from '../image.ts';
import { withoutFacts } from '../families/image-facts.ts';
import { findVisible } from '../image-access.ts';
import type { ImageContext } from '../image-context.ts';
import { mayDownload, mayReadDeactivated } from '../image-policy.ts';
import { insertImage, newImage } from '../image-records.ts';
import type { ImageTransaction } from '../image-store.ts';
import type { Images, NewImage } from '../images.ts';
import { withoutImport } from '../imports/import-properties.ts';
import { requestViewOf } from '../views/disk-views.ts';
import { enqueueChecksums } from './checksum-job.ts';
import { adoptTree, DISK, inspectTree, requireFormats } from './tree-content.ts';

type Trees = Pick<Images, 'imageCreateFromTree' | 'imageCreateFromImage'>;

/**
 * Images of what is in the store already: a pointer, in the same time for any size.
 *
 * Nobody has seen all the bytes of a tree that was put together from others, so its checksums are made afterwards: see
 * `checksum-job.ts`.
 */
export function treeOperations(context: ImageContext): Trees {
  const { store, clock, wakeJobs } = context;

  return {
    imageCreateFromTree: async (caller, tree, wanted) => {
      const image = newImage(context, caller, { diskFormat: DISK.disk, containerFormat: DISK.container, ...wanted });
      const virtualSize = await inspectTree(context, tree, requireFormats(image));
      const created = await store.transaction(async (tx) => {
        const content = await adoptTree(context, tx, tree, virtualSize);
        const active: Image = { ...image, state: { status: 'active', content } };
        await insertImage(tx, active);
        await requestViewOf(context, tx, active, { failed: 'leave', asker: caller.userId });
        return active;
      });
      wakeJobs();
      return created;
    },

    imageCreateFromImage: async (caller, sourceId, wanted) => {
      const created = await store.transaction(async (tx) => {
        const { image: source, content } = await findReadable(tx, caller, sourceId);
        const image = newImage(context, caller, likeSource(wanted, source));
        // The row of the source is locked: it refers to the tree until this refers to it too.
        await tx.treeShare(content.root);
        const copy: Image = { ...image, state: { status: 'active', content: { ...content, newBytes: 0 } } };
        if (!content.checksums) await enqueueChecksums(tx, content.root, clock.now());
        await insertImage(tx, copy);
        await requestViewOf(context, tx, copy, { failed: 'leave', asker: caller.userId });
        return copy;
      });
      wakeJobs();
      return created;
    },
  };
}

async function findReadable(
  tx: ImageTransaction,
  caller: Caller,
  id: ImageId,
): Promise<{ readonly image: Image; readonly content: ImageContent }> {
  const { image, membership } = await findVisible(tx, caller, id);
  if (!mayDownload(caller, image, membership)) {
    throw new IngotError('forbidden', `Making an image of image ${id} takes the role member.`);
  }
  if (image.state.status === 'deactivated' && !mayReadDeactivated(caller)) {
    throw new IngotError('forbidden', `Image ${id} is deactivated: no image can be made of it.`);
  }
  const content = contentOf(image);
  if (content) return { image, content };
  throw new IngotError('conflict', `Image ${id} is ${image.state.status}: it has no data yet to make an image of.`);
}

/** What is not said is as it is in the source; the formats are what the bytes are. */
function likeSource(wanted: NewImage, source: Image): NewImage {
  const { diskFormat, containerFormat } = source;
  const differs =
    (wanted.diskFormat ?? diskFormat) !== diskFormat || (wanted.containerFormat ?? containerFormat) !== containerFormat;
  if (differs) {
    throw new IngotError(
      'invalid',
      `The new image has the bytes of image ${source.id}, so it has its formats too: ${diskFormat}, ${containerFormat}.`,
    );
  }
  return { ...inheritedAttributes(source), ...wanted, diskFormat, containerFormat };
}

/** What an image has of the one that it is made of. */
export function inheritedAttributes({ name, minDisk, minRam, properties }: Image): NewImage {
  // The new one has not been put into a family, nor deprecated.
  return { name, minDisk, minRam, properties: withoutFacts(withoutImport(properties)) };
}
