import { DefinitionList, Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { useSaid } from '../../i18n/use-said.ts';
import { Part } from '../../kit/Part.tsx';
import type { WholeReport } from './report-queries.ts';

type Findings = NonNullable<WholeReport['findings']>;
type Fact<Value> = { readonly known: true; readonly value: Value } | { readonly known: false; readonly reason: string };

/** What is on the disk, in a few lines. */
export function FoundSystems({ findings }: { readonly findings: Findings }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const said = useSaid();
  const say = <Value,>(fact: Fact<Value>, words: (value: Value) => string): string =>
    fact.known ? words(fact.value) : t('image.compare.notKnown', { reason: said(fact.reason) });
  const { systems, layout } = findings;
  return (
    <Part title={t('image.report.disk')}>
      {systems.length === 0 ? <Text>{t('image.report.noSystem')}</Text> : null}
      {systems.map(({ part, os, architecture, packages }) => (
        <DefinitionList key={part}>
          <DefinitionList.Item name={t('image.fact.system')}>
            {say(os, ({ name, version, edition }) =>
              [name, version, edition].filter((word) => word !== null).join(' '),
            )}
          </DefinitionList.Item>
          <DefinitionList.Item name={t('image.fact.architecture')}>{say(architecture, String)}</DefinitionList.Item>
          <DefinitionList.Item name={t('image.compare.packages')}>
            {say(packages, ({ installed }) => formats.number(installed.length))}
          </DefinitionList.Item>
        </DefinitionList>
      ))}
      <ul className="ingot-paths">
        {layout.parts.map(({ name, size, content }) => (
          <li key={name}>
            <code>{name}</code> {content.kind === 'file-system' ? content.type : t(`image.content.${content.kind}`)},{' '}
            {formats.bytes(size)}
            {content.kind === 'file-system' && content.usage.known
              ? `, ${t('image.report.free', { bytes: formats.bytes(content.usage.value.free) })}`
              : null}
          </li>
        ))}
      </ul>
    </Part>
  );
}
