import { ArrowToggle, Button, Checkbox, Text } from '@gravity-ui/uikit';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageRow } from './image-row.ts';
import type { Selection } from './use-selection.ts';

/** Versions of one family that the service counts. */
const MOST_VERSIONS = 1000;

interface ImageNameProps {
  readonly row: ImageRow;
  readonly selection: Selection;
  readonly toggle: (id: string) => void;
}

/** What an image is called, and how many versions its family has. */
export function ImageName({ row, selection, toggle }: ImageNameProps): ReactNode {
  const { t } = useTranslation();
  const { image } = row;
  const { id, name, family, versions } = image;
  const shown = name ?? t('images.unnamed');
  return (
    <span
      className={
        row.kind === 'version'
          ? 'ingot-row ingot-row_whole ingot-name ingot-version'
          : 'ingot-row ingot-row_whole ingot-name'
      }
    >
      <Checkbox
        size="l"
        checked={selection.has(id)}
        disabled={!selection.may(image)}
        onUpdate={(isSelected) => selection.set([image], isSelected)}
        controlProps={{ 'aria-label': t('images.select', { name: shown }) }}
      />
      <Link to="/images/$id" params={{ id }} className="ingot-link ingot-cut" title={name ?? id}>
        {shown}
      </Link>
      {row.kind === 'image' ? <FamilyNote family={family} /> : null}
      {row.kind === 'family' && family !== null ? (
        <Button
          view="flat-secondary"
          size="s"
          aria-expanded={row.isOpen}
          title={t('images.family', { family })}
          onClick={() => toggle(id)}
        >
          {versions >= MOST_VERSIONS
            ? t('images.versions.most', { count: versions })
            : t('images.versions', { count: versions })}
          <span className="ingot-visually-hidden"> {t('images.versions.of', { family })}</span>
          <ArrowToggle direction={row.isOpen ? 'top' : 'bottom'} />
        </Button>
      ) : null}
    </span>
  );
}

function FamilyNote({ family }: { readonly family: string | null }): ReactNode {
  const { t } = useTranslation();
  if (family === null) return null;
  return (
    <Text color="secondary" variant="caption-2" ellipsis>
      {t('images.family', { family })}
    </Text>
  );
}
