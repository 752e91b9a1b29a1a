import { Label, Text, type LabelProps } from '@gravity-ui/uikit';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../kit/DataTable.tsx';

/** What became of one thing that has a name. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

const THEMES: Readonly<Record<Change['kind'], NonNullable<LabelProps['theme']>>> = {
  added: 'success',
  removed: 'danger',
  changed: 'info',
};

const WORDS = {
  added: 'image.compare.added',
  removed: 'image.compare.removed',
  changed: 'image.compare.changed.one',
} as const;

interface ChangeListProps {
  readonly label: string;
  readonly changes: readonly Change[];
}

/** Changes of packages or services, however many. */
export function ChangeList({ label, changes }: ChangeListProps): ReactNode {
  const { t } = useTranslation();
  const columns = useColumns();
  if (changes.length === 0) return <Text color="secondary">{t('image.compare.noChanges')}</Text>;
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={changes}
      rowId={({ kind, name, before, after }) => [kind, name, before, after].join(' ')}
      isLoading={false}
    />
  );
}

function useColumns(): readonly Column<Change>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: 'name', header: t('images.column.name'), cell: ({ name }) => name },
      {
        id: 'kind',
        header: t('image.compare.change'),
        cell: ({ kind }) => <Label theme={THEMES[kind]}>{t(WORDS[kind])}</Label>,
      },
      { id: 'before', header: t('image.compare.before'), cell: ({ before }) => before ?? t('word.none') },
      { id: 'after', header: t('image.compare.after'), cell: ({ after }) => after ?? t('word.none') },
    ],
    [t],
  );
}
