import { Pulse } from '@gravity-ui/icons';
import { Button, Icon, Popup } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { activeOperationsQuery } from './operation-queries.ts';
import { operationTitle } from './operation-title.ts';
import { OperationStatus } from './OperationStatus.tsx';
import './messages.ts';

/** In the header: how much goes on now, and what. */
export function ActivityMenu(): ReactNode {
  const { t } = useTranslation();
  const { data: operations = [] } = useQuery(activeOperationsQuery);
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const label = t('activity.underWay', { count: operations.length });
  return (
    <>
      <Button
        ref={setAnchor}
        view="flat"
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon data={Pulse} />
        {operations.length === 0 ? null : operations.length}
      </Button>
      <Popup open={isOpen} anchorElement={anchor} placement="bottom-end" onOpenChange={setIsOpen} aria-label={label}>
        <div className="ingot-popup ingot-stack">
          {operations.length === 0 ? <span className="ingot-quiet">{t('activity.idle')}</span> : null}
          <ul className="ingot-list">
            {operations.map((operation) => (
              <li key={operation.id}>
                {operationTitle(t, operation)}
                {operation.subject.name === null ? null : ` · ${operation.subject.name}`}
                <OperationStatus operation={operation} />
              </li>
            ))}
          </ul>
          <Link to="/activity" className="ingot-link" onClick={() => setIsOpen(false)}>
            {t('activity.all')}
          </Link>
        </div>
      </Popup>
    </>
  );
}
