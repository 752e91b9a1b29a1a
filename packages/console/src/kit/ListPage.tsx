import { Button } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { ErrorView } from '../api/ErrorView.tsx';
import { EmptyState } from './EmptyState.tsx';
import { PageHeader } from './PageHeader.tsx';

interface Words {
  readonly title: string;
  readonly text: string;
}

interface ListPageProps {
  readonly title: string;
  /** Above the title. */
  readonly tabs?: ReactNode;
  /** Under the title, whether there is anything or not. */
  readonly notice?: ReactNode;
  /** The button for a new one; null for whoever may not. */
  readonly create: ReactNode;
  /** What was asked for. */
  readonly list: { readonly error: Error | null; readonly isPending: boolean; readonly refetch: () => unknown };
  /** Rows that have come. */
  readonly count: number;
  /** Where there is nothing at all. */
  readonly empty: Words;
  /** What narrows the list, if anything can. */
  readonly narrowing?: {
    readonly isNarrowed: boolean;
    readonly filters: ReactNode;
    /** Where nothing is left of what there is. */
    readonly nothing: Words & { readonly reset: string };
    readonly reset: () => void;
  };
  readonly table: ReactNode;
  /** Dialogs. */
  readonly children: ReactNode;
}

/** A page that lists something. Where there is nothing yet, it says so and offers to create, and has no use for filters. */
export function ListPage(props: ListPageProps): ReactNode {
  const { title, tabs, notice, create, list, count, empty, narrowing, table, children } = props;
  const isEmpty = !list.isPending && list.error === null && count === 0;
  const hasNone = isEmpty && narrowing?.isNarrowed !== true;
  return (
    <section className="ingot-page">
      {tabs}
      <PageHeader title={title}>{hasNone ? null : create}</PageHeader>
      {notice}
      {hasNone ? null : narrowing?.filters}
      {list.error ? <ErrorView error={list.error} retry={() => void list.refetch()} /> : null}
      {isEmpty && narrowing?.isNarrowed === true ? (
        <EmptyState title={narrowing.nothing.title} text={narrowing.nothing.text}>
          <Button onClick={narrowing.reset}>{narrowing.nothing.reset}</Button>
        </EmptyState>
      ) : null}
      {hasNone ? (
        <EmptyState title={empty.title} text={empty.text}>
          {create}
        </EmptyState>
      ) : null}
      {isEmpty ? null : table}
      {children}
    </section>
  );
}
