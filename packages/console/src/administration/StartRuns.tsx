import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { ReasonedButton } from '../kit/ReasonedButton.tsx';
import { useStartRun, type Run, type RunRequest } from './store-queries.ts';

/** What an administrator may have done, in the order of how often. */
const CHOICES = {
  dryRun: { kind: 'collection', dryRun: true },
  collection: { kind: 'collection' },
  scrub: { kind: 'scrub' },
  heal: { kind: 'heal' },
  accounting: { kind: 'accounting' },
  compression: { kind: 'compression' },
  reseal: { kind: 'reseal' },
} as const satisfies Readonly<Record<string, RunRequest>>;

type Choice = keyof typeof CHOICES;
const NAMES = Object.keys(CHOICES).filter((name): name is Choice => Object.hasOwn(CHOICES, name));

/** Buttons that have something done to the store, each with what follows from it. */
export function StartRuns({ runs }: { readonly runs: readonly Run[] }): ReactNode {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Choice | null>(null);
  const start = useStartRun();
  const whyNot = (name: Choice): string | null => {
    const isUnderWay = runs.some(({ kind, finishedAt }) => kind === CHOICES[name].kind && finishedAt === null);
    return isUnderWay ? t('store.underWay') : null;
  };
  const close = (): void => {
    setChosen(null);
    start.reset();
  };
  return (
    <>
      {NAMES.map((name) => (
        <ReasonedButton key={name} size="s" reason={whyNot(name)} onClick={() => setChosen(name)}>
          {t(`store.start.${name}`)}
        </ReasonedButton>
      ))}
      {chosen === null ? null : (
        <ConfirmDialog
          open
          title={t(`store.start.${chosen}`)}
          text={t(`store.start.${chosen}.text`)}
          action={t('store.start')}
          isPending={start.isPending}
          error={start.error}
          onClose={close}
          onConfirm={() => start.mutate(CHOICES[chosen], { onSuccess: close })}
        />
      )}
    </>
  );
}
