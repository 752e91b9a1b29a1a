import { Progress, Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { UNLIMITED, type QuotaResource, type Quotas } from './quota-queries.ts';

/** In the order in which they are shown. The largest volume is a rule and not something that fills up. */
const COUNTED = [
  'images',
  'imageBytes',
  'optimizedImages',
  'volumes',
  'snapshots',
  'volumeGib',
  'machines',
  'vcpus',
  'memoryMib',
] as const satisfies readonly QuotaResource[];

/** Percent from which on a bar warns. */
const NEARLY_FULL = 90;

/** How much of what it may have a project has. */
export function QuotaBars({ quotas }: { readonly quotas: Quotas }): ReactNode {
  return (
    <ul className="ingot-list ingot-quotas">
      {COUNTED.map((resource) => (
        <QuotaBar key={resource} resource={resource} {...quotas[resource]} />
      ))}
    </ul>
  );
}

interface QuotaBarProps {
  readonly resource: QuotaResource;
  readonly usage: number;
  readonly limit: number;
}

function QuotaBar({ resource, usage, limit }: QuotaBarProps): ReactNode {
  const { t } = useTranslation();
  const amount = useAmount();
  const percent = limit > 0 ? Math.min(100, (usage / limit) * 100) : 0;
  const name = t(`quota.${resource}`);
  return (
    <li>
      <div className="ingot-row ingot-row_spread">
        <span>{name}</span>
        <Text color="secondary">
          {limit === UNLIMITED
            ? t('quota.unlimited', { usage: amount(resource, usage) })
            : t('quota.of', { usage: amount(resource, usage), limit: amount(resource, limit) })}
        </Text>
      </div>
      <Progress size="xs" value={percent} theme={percent >= NEARLY_FULL ? 'danger' : 'info'} aria-label={name} />
    </li>
  );
}

/** A number of what is counted, with its unit. */
export function useAmount(): (resource: QuotaResource, value: number) => string {
  const { bytes, number } = useFormats();
  return (resource, value) => {
    if (resource === 'imageBytes') return bytes(value);
    if (resource === 'volumeGib' || resource === 'largestVolumeGib') return bytes(value * 2 ** 30);
    return resource === 'memoryMib' ? bytes(value * 2 ** 20) : number(value);
  };
}
