import { Alert, Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { useSaid } from '../../i18n/use-said.ts';
import { Part } from '../../kit/Part.tsx';
import type { Found } from './compare-queries.ts';

/** Paths that are shown; the service lists a thousand. */
const SHOWN = 200;
const KINDS = ['added', 'removed', 'content', 'kind', 'owner'] as const;

/** What became of the files in one part of the disk. */
export function FileChanges({ part }: { readonly part: Found['parts'][number] }): ReactNode {
  const { t } = useTranslation();
  const said = useSaid();
  const formats = useFormats();
  const { files } = part;
  if (files === null) return null;
  return (
    <Part title={t('image.compare.files', { part: part.part })}>
      {part.changed === null || part.changed === 0 ? null : (
        <Text color="secondary">{t('image.compare.partBytes', { bytes: formats.bytes(part.changed) })}</Text>
      )}
      {files.known ? (
        <KnownFiles files={files.value} />
      ) : (
        <Alert theme="warning" message={t('image.compare.notKnown', { reason: said(files.reason) })} />
      )}
    </Part>
  );
}

type Files = Extract<NonNullable<Found['parts'][number]['files']>, { readonly known: true }>['value'];

function KnownFiles({ files }: { readonly files: Files }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const { counts, listed, incomplete } = files;
  const happened = KINDS.filter((kind) => counts[kind] > 0);
  const left = happened.reduce((sum, kind) => sum + counts[kind], 0) - Math.min(SHOWN, listed.length);
  return (
    <>
      <Text>
        {happened.length === 0
          ? t('image.compare.noChanges')
          : happened.map((kind) => `${t(`image.files.${kind}`)}: ${formats.number(counts[kind])}`).join(', ')}
      </Text>
      {incomplete === null ? null : <Alert theme="warning" message={incomplete} />}
      {listed.length === 0 ? null : (
        <ul className="ingot-paths">
          {listed.slice(0, SHOWN).map(({ path, change }) => (
            <li key={path}>
              <Text color="secondary">{t(`image.files.${change}`)}</Text> <code className="ingot-hash">{path}</code>
            </li>
          ))}
        </ul>
      )}
      {left > 0 ? <Text color="secondary">{t('image.files.more', { count: left })}</Text> : null}
    </>
  );
}
