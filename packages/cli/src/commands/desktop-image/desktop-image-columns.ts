import { bytes, record, time, type Column, type Output } from '../../output/output.ts';
import type { DesktopImage } from './find-desktop-image.ts';

export const DESKTOP_IMAGE_COLUMNS: readonly Column<DesktopImage>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.status', of: ({ status }) => status },
  { label: 'column.desktop-type', of: ({ imageType }) => imageType },
  { label: 'column.file-type', of: ({ fileType }) => fileType },
  { label: 'column.size', of: (image) => bytes(publishedFile(image)?.size) },
  { label: 'column.created', of: ({ createdAt }) => time(createdAt) },
];

const FIELDS: readonly Column<DesktopImage>[] = [
  ...DESKTOP_IMAGE_COLUMNS,
  { label: 'column.system', of: ({ osType }) => osType },
  { label: 'column.configuration', of: ({ configuration }) => configurationText(configuration) },
  { label: 'column.parent', of: ({ parentId }) => parentId },
  { label: 'column.source', of: ({ sourceName }) => sourceName },
  { label: 'column.sha256', of: (image) => publishedFile(image)?.sha256 },
  { label: 'column.publication', of: ({ publicationId }) => publicationId },
  { label: 'column.project', of: ({ projectId }) => projectId },
  { label: 'column.pool', of: ({ poolId }) => poolId },
  { label: 'column.deployed', of: ({ artefacts, poolId }) => otherPools(artefacts, poolId) },
];

export function desktopImageRecord(image: DesktopImage): Output {
  return record(image, FIELDS);
}

/** The file in the pool that it was published to. */
function publishedFile({ artefacts, poolId }: DesktopImage): DesktopImage['artefacts'][number] | undefined {
  return artefacts.find((artefact) => artefact.poolId === poolId);
}

/** `dedicated: office`, or `dedicated` for the flavor of the system. */
function configurationText({ kind, flavor }: DesktopImage['configuration']): string {
  return flavor ? `${kind}: ${flavor}` : kind;
}

function otherPools(artefacts: DesktopImage['artefacts'], own: string): string | null {
  return artefacts.flatMap(({ poolId }) => (poolId === own ? [] : [poolId])).join(' ') || null;
}
