import { Label, Text, type LabelProps } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { useSaid } from '../../i18n/use-said.ts';
import { Part } from '../../kit/Part.tsx';
import { useReaderWords } from './reader-words.ts';
import type { JudgedProfile, JudgedRule } from './report-queries.ts';
import { VERDICT_THEMES } from './ReportTable.tsx';

type Outcome = JudgedRule['outcome'];

const THEMES: Readonly<Record<Outcome, NonNullable<LabelProps['theme']>>> = {
  fail: 'danger',
  warn: 'warning',
  unknown: 'warning',
  pass: 'success',
  'not-applicable': 'unknown',
};

/** What needs a hand first. */
const ORDER: readonly Outcome[] = ['fail', 'warn', 'unknown', 'pass'];

/** What one profile says of an image, rule by rule. */
export function ProfileResult({ result }: { readonly result: JudgedProfile }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useReaderWords();
  const rules = ORDER.flatMap((outcome) => result.rules.filter((rule) => rule.outcome === outcome));
  const counted = ORDER.map((outcome) => [outcome, rules.filter((rule) => rule.outcome === outcome).length] as const);
  return (
    <Part
      title={words(result.title)}
      actions={<Label theme={VERDICT_THEMES[result.verdict]}>{t(`image.verdict.${result.verdict}`)}</Label>}
    >
      <Text color="secondary">
        {counted
          .filter(([, count]) => count > 0)
          .map(([outcome, count]) => `${t(`image.outcome.${outcome}`)}: ${formats.number(count)}`)
          .join(' · ')}
      </Text>
      <ul className="ingot-rules">
        {rules.map((rule) => (
          <RuleView key={rule.id} rule={rule} />
        ))}
      </ul>
    </Part>
  );
}

function RuleView({ rule }: { readonly rule: JudgedRule }): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const words = useReaderWords();
  const { outcome, severity, title, reason, remedy, evidence, unknownBecause } = rule;
  const isOpen = outcome !== 'pass';
  return (
    <li className={`ingot-rule ingot-rule_${outcome}`}>
      <div className="ingot-row">
        <Label theme={THEMES[outcome]}>{t(`image.outcome.${outcome}`)}</Label>
        <Text variant="body-1">{words(title)}</Text>
        <Text color="secondary" variant="caption-2">
          {t(`image.severity.${severity}`)}
        </Text>
      </div>
      {isOpen ? <Text color="secondary">{words(reason)}</Text> : null}
      {evidence.length === 0 ? null : (
        <ul className="ingot-paths">
          {evidence.map(({ path, what, detail }) => (
            <li key={`${what} ${path} ${detail}`}>
              <code className="ingot-hash">{path}</code> {t(`image.sight.${what}`)}
              {detail === null ? null : (
                <>
                  {' '}
                  (<code className="ingot-hash">{detail}</code>)
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {unknownBecause.length === 0 ? null : (
        <Text>{t('image.report.because', { reasons: unknownBecause.map(said).join(' ') })}</Text>
      )}
      {outcome === 'fail' || outcome === 'warn' ? (
        <>
          <Text>{t('image.report.remedy')}</Text>
          <pre className="ingot-pre">{words(remedy)}</pre>
        </>
      ) : null}
    </li>
  );
}
