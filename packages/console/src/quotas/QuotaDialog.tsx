import { Skeleton } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { NumberField } from '../kit/form/NumberField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { quotasQuery, UNLIMITED, useSetQuotas, type QuotaResource, type Quotas } from './quota-queries.ts';
import { useAmount } from './QuotaBars.tsx';
import './messages.ts';

const RESOURCES = [
  'images',
  'imageBytes',
  'optimizedImages',
  'volumes',
  'snapshots',
  'volumeGib',
  'largestVolumeGib',
  'machines',
  'vcpus',
  'memoryMib',
] as const satisfies readonly QuotaResource[];

const GIB = 2 ** 30;

interface QuotaDialogProps {
  readonly project: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

/** What a project may have. */
export function QuotaDialog({ project, onClose }: QuotaDialogProps): ReactNode {
  const { t } = useTranslation();
  const { data: quotas, error } = useQuery(quotasQuery(project.id));
  const set = useSetQuotas(project.id);
  const [draft, setDraft] = useState<Partial<Record<QuotaResource, number | null>>>({});
  const isComplete = quotas !== undefined && Object.values(draft).every((limit) => limit !== null);
  return (
    <FormDialog
      open
      title={t('quota.edit.title', { name: project.name })}
      action={t('quota.save')}
      isComplete={isComplete}
      isPending={set.isPending}
      error={set.error}
      onClose={onClose}
      onSubmit={() => set.mutate(limitsOf(draft), { onSuccess: onClose })}
    >
      {error ? <ErrorView error={error} /> : null}
      {quotas === undefined ? <Skeleton className="ingot-lines" /> : null}
      {quotas === undefined ? null : (
        <div className="ingot-columns">
          {RESOURCES.map((resource) => (
            <LimitField
              key={resource}
              resource={resource}
              quotas={quotas}
              value={draft[resource] === undefined ? shownLimit(resource, quotas) : draft[resource]}
              onUpdate={(limit) => setDraft({ ...draft, [resource]: limit })}
            />
          ))}
        </div>
      )}
    </FormDialog>
  );
}

interface LimitFieldProps {
  readonly resource: QuotaResource;
  readonly quotas: Quotas;
  readonly value: number | null;
  readonly onUpdate: (limit: number | null) => void;
}

function LimitField({ resource, quotas, value, onUpdate }: LimitFieldProps): ReactNode {
  const { t } = useTranslation();
  const amount = useAmount();
  const unit = unitOf(resource);
  return (
    <NumberField
      label={t(`quota.${resource}`)}
      hint={t('quota.hint', { usage: amount(resource, quotas[resource].usage) })}
      min={UNLIMITED}
      value={value}
      onUpdate={onUpdate}
      {...(unit !== null && { unit: t(unit) })}
    />
  );
}

function unitOf(resource: QuotaResource): 'unit.gib' | 'unit.mib' | null {
  if (resource === 'memoryMib') return 'unit.mib';
  return resource === 'imageBytes' || resource === 'volumeGib' || resource === 'largestVolumeGib' ? 'unit.gib' : null;
}

/** Bytes are written in GiB. */
function shownLimit(resource: QuotaResource, quotas: Quotas): number {
  const { limit } = quotas[resource];
  return resource === 'imageBytes' && limit !== UNLIMITED ? Math.round(limit / GIB) : limit;
}

function limitsOf(draft: Partial<Record<QuotaResource, number | null>>): Partial<Record<QuotaResource, number>> {
  const limits: Partial<Record<QuotaResource, number>> = {};
  for (const resource of RESOURCES) {
    const limit = draft[resource];
    if (limit === undefined || limit === null) continue;
    limits[resource] = resource === 'imageBytes' && limit !== UNLIMITED ? limit * GIB : limit;
  }
  return limits;
}
