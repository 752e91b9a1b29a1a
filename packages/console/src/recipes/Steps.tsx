import { Disclosure, Label, TextArea } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { useSaid } from '../i18n/use-said.ts';
import { Part } from '../kit/Part.tsx';
import { stepLogQuery, type Run, type Step } from './recipe-queries.ts';

const THEMES = { waiting: 'unknown', running: 'info', done: 'success', failed: 'danger', skipped: 'unknown' } as const;

/** The steps of a run in their order; the log of the one that runs, or failed, is open. */
export function Steps({ run }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation();
  return (
    <Part title={t('recipes.steps')}>
      {run.steps.map((step) => (
        <StepView key={step.place} run={run.id} step={step} />
      ))}
    </Part>
  );
}

interface StepProps {
  readonly run: string;
  readonly step: Step;
}

function StepView({ run, step }: StepProps): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const { status, exitCode } = step;
  const name = said(step.name);
  // Null until somebody has chosen.
  const [choice, setChoice] = useState<boolean | null>(null);
  const isOpen = choice ?? (status === 'running' || status === 'failed');
  return (
    <Disclosure expanded={isOpen} onUpdate={setChoice} summary={`${step.place + 1}. ${name}`}>
      <div className="ingot-stack ingot-stack_close">
        <span className="ingot-row">
          <Label theme={THEMES[status]}>{t(`recipes.step.${status}`)}</Label>
          {exitCode === null ? null : t('recipes.exitCode', { code: exitCode })}
        </span>
        {isOpen ? <StepLog run={run} step={step} /> : null}
      </div>
    </Disclosure>
  );
}

function StepLog({ run, step }: StepProps): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const { data: log, error } = useQuery({ ...stepLogQuery(run, step), enabled: step.logLength > 0 });
  const text = useMemo(
    () => log?.map((part) => (part.isSaid ? part.text.split('\n').map(said).join('\n') : part.text)).join('') ?? '',
    [log, said],
  );
  if (error) return <ErrorView error={error} />;
  if (text === '') return <p className="ingot-quiet">{t('recipes.log.empty')}</p>;
  return (
    <TextArea
      className="ingot-log"
      value={text}
      readOnly
      minRows={3}
      maxRows={24}
      controlProps={{ 'aria-label': t('recipes.log', { name: said(step.name) }) }}
    />
  );
}
