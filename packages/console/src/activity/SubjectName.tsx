import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operation } from './operation-queries.ts';

/** What an operation works on, by its name, and the way to it. */
export function SubjectName({ operation: { topic, subject } }: { readonly operation: Operation }): ReactNode {
  const { t } = useTranslation();
  const { id, name } = subject;
  if (topic === 'store') return t('word.none');
  if (name === null) {
    return (
      <span className="ingot-quiet" title={id}>
        {t('activity.gone')}
      </span>
    );
  }
  if (topic !== 'image') return name;
  return (
    <Link to="/images/$id" params={{ id }} className="ingot-link" title={name}>
      {name}
    </Link>
  );
}
