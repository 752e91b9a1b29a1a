import type { Image } from '@ingot/client';
import { Label, Text, type LabelProps } from '@gravity-ui/uikit';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { propertyOf } from '../../images/image-queries.ts';
import { DataTable, type Column } from '../../kit/DataTable.tsx';
import { RowMenu } from '../../kit/RowMenu.tsx';
import { ImageLink } from '../ImageLink.tsx';
import type { Family, FamilyDecision } from './family-queries.ts';
import { versionStateOf, type VersionState } from './version-state.ts';

/** What somebody has chosen to do to one version. */
export type Chosen = { readonly action: FamilyDecision['action'] | 'deprecate'; readonly version: Image };

const THEMES: Readonly<Record<VersionState, NonNullable<LabelProps['theme']>>> = {
  pinned: 'success',
  latest: 'success',
  obsolete: 'danger',
  deprecated: 'warning',
  held: 'info',
  unchecked: 'info',
  superseded: 'unknown',
};

interface VersionTableProps {
  /** The newest first. */
  readonly versions: readonly Image[];
  readonly family: Family;
  /** When they were read, in milliseconds since the epoch: states change by the clock. */
  readonly now: number;
  /** The image whose page this is. */
  readonly current: string;
  /** Why nothing may be done to them; null when it may. */
  readonly reason: string | null;
  readonly isLoading: boolean;
  readonly onChoose: (chosen: Chosen) => void;
}

/** The versions of a family. */
export function VersionTable(props: VersionTableProps): ReactNode {
  const { t } = useTranslation();
  const { versions, isLoading } = props;
  return (
    <DataTable
      label={t('image.tab.versions')}
      columns={useColumns(props)}
      rows={versions}
      rowId={({ id }) => id}
      isLoading={isLoading}
    />
  );
}

function useColumns({ family, now, current, reason, onChoose }: VersionTableProps): readonly Column<Image>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('images.column.name'),
        cell: (version) => <VersionName version={version} isCurrent={version.id === current} />,
      },
      {
        id: 'state',
        header: t('images.column.status'),
        cell: (version) => <StateOfVersion version={version} family={family} now={now} />,
      },
      {
        id: 'size',
        header: t('images.column.size'),
        isNumber: true,
        cell: ({ size }) => (size === null ? t('word.none') : formats.bytes(size)),
      },
      {
        id: 'created',
        isTime: true,
        header: t('images.column.created'),
        cell: ({ created_at: at }) => formats.time(at),
      },
      {
        id: 'actions',
        hasActions: true,
        header: '',
        label: t('word.actions'),
        cell: (version) => (
          <VersionMenu version={version} family={family} now={now} reason={reason} onChoose={onChoose} />
        ),
      },
    ],
    [t, formats, now, family, current, reason, onChoose],
  );
}

function VersionName({ version, isCurrent }: { readonly version: Image; readonly isCurrent: boolean }): ReactNode {
  const { t } = useTranslation();
  const name = version.name ?? t('images.unnamed');
  if (isCurrent) {
    return (
      <>
        <strong>{name}</strong>{' '}
        <Text color="secondary" className="ingot-table__note">
          {t('image.versions.this')}
        </Text>
      </>
    );
  }
  return (
    <Link to="/images/$id/versions" params={{ id: version.id }} className="ingot-link" title={name}>
      {name}
    </Link>
  );
}

interface StateOfVersionProps {
  readonly version: Image;
  readonly family: Family;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

function StateOfVersion({ version, family, now }: StateOfVersionProps): ReactNode {
  const { t } = useTranslation();
  const state = versionStateOf(version, family, now);
  const replacement = propertyOf(version, 'ingot_replacement');
  return (
    <>
      <Label theme={THEMES[state]}>{t(`image.version.${state}`)}</Label>
      {replacement === null ? null : (
        <Text color="secondary" className="ingot-table__note">
          {t('image.versions.replacedBy')} <ImageLink id={replacement} />
        </Text>
      )}
    </>
  );
}

type VersionMenuProps = StateOfVersionProps & Pick<VersionTableProps, 'reason' | 'onChoose'>;

function VersionMenu({ version, family, now, reason, onChoose }: VersionMenuProps): ReactNode {
  const { t } = useTranslation();
  const state = versionStateOf(version, family, now);
  const notReady = version.status === 'active' ? null : t('image.why.notActive');
  const isDeprecated = state === 'deprecated' || state === 'obsolete';
  const entry = (action: Chosen['action'], text: string, also: string | null) => {
    const unavailable = reason ?? also;
    return { text, onSelect: () => onChoose({ action, version }), ...(unavailable !== null && { unavailable }) };
  };
  const cannotStand = notReady ?? (isDeprecated ? t('image.why.deprecated') : null);
  return (
    <RowMenu
      name={version.name ?? t('images.unnamed')}
      actions={[
        entry('promote', t('image.versions.promote'), state === 'latest' ? t('image.why.latest') : cannotStand),
        state === 'pinned'
          ? entry('unpin', t('image.versions.unpin'), null)
          : entry('pin', t('image.versions.pin'), cannotStand),
        entry('deprecate', t('image.versions.deprecate'), null),
      ]}
    />
  );
}
