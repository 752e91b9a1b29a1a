import { Alert } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaid } from '../../i18n/use-said.ts';
import { Part } from '../../kit/Part.tsx';
import { ChangeList, type Change } from './ChangeList.tsx';
import type { SystemChanges } from './compare-queries.ts';

/** What became of the packages and services of one system. */
export function SystemChangesView({ system }: { readonly system: SystemChanges }): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const { packages, services } = system;
  return (
    <>
      <Part title={t('image.compare.packages')}>
        {packages.known ? (
          <ChangeList label={t('image.compare.packages')} changes={packageChanges(packages.value)} />
        ) : (
          <Alert theme="warning" message={t('image.compare.notKnown', { reason: said(packages.reason) })} />
        )}
      </Part>
      <Part title={t('image.compare.services')}>
        {services.known ? (
          <ChangeList label={t('image.compare.services')} changes={serviceChanges(services.value)} />
        ) : (
          <Alert theme="warning" message={t('image.compare.notKnown', { reason: said(services.reason) })} />
        )}
      </Part>
    </>
  );
}

type Known<Fact> = Extract<Fact, { readonly known: true }> extends { readonly value: infer Value } ? Value : never;

function packageChanges({ changed, added, removed }: Known<SystemChanges['packages']>): readonly Change[] {
  return [
    ...changed.map(({ name, before, after }) => ({ kind: 'changed', name, before, after }) as const),
    ...added.map(({ name, version }) => ({ kind: 'added', name, before: null, after: version }) as const),
    ...removed.map(({ name, version }) => ({ kind: 'removed', name, before: version, after: null }) as const),
  ];
}

function serviceChanges({ changed, added, removed }: Known<SystemChanges['services']>): readonly Change[] {
  return [
    ...changed.map(({ name, before, after }) => ({ kind: 'changed', name, before, after }) as const),
    ...added.map(({ name, start }) => ({ kind: 'added', name, before: null, after: start }) as const),
    ...removed.map(({ name, start }) => ({ kind: 'removed', name, before: start, after: null }) as const),
  ];
}
