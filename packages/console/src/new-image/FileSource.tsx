import { Alert, Text } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { droppedFile, type ChosenFile } from '../uploads/file-access.ts';
import { FileButton } from '../uploads/FileButton.tsx';
import { detectFormat } from './detect-format.ts';
import { FormatField } from './FormatField.tsx';
import { limitsQuery } from './new-image-queries.ts';
import type { DraftProps } from './draft.ts';

/** A file, chosen or dropped, with what it seems to be. */
export function FileSource({ draft, change }: DraftProps): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data: limits } = useQuery(limitsQuery());
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);

  const take = async (chosen: ChosenFile): Promise<void> => {
    const { file } = chosen;
    const most = limits?.browserUpload ?? Number.POSITIVE_INFINITY;
    if (file.size === 0) setRefusal(t('newImage.file.empty', { name: file.name }));
    else if (file.size > most) {
      setRefusal(t('newImage.file.tooLarge', { size: formats.bytes(file.size), most: formats.bytes(most) }));
    } else {
      setRefusal(null);
      // At once: whoever goes on to the name must not have it changed below his fingers.
      change({ file: chosen, format: null, ...(draft.name === '' && { name: withoutEnding(file.name) }) });
      change({ format: await detectFormat(file) });
      return;
    }
    change({ file: null });
  };
  const drop = async (event: DragEvent): Promise<void> => {
    event.preventDefault();
    setIsOver(false);
    const chosen = await droppedFile(event.dataTransfer);
    if (chosen) await take(chosen);
  };

  return (
    <>
      <div
        className={isOver ? 'ingot-drop ingot-drop_over' : 'ingot-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => void drop(event)}
      >
        <FileButton text={t('newImage.file')} onChoose={(chosen) => void take(chosen)} />
        <Text color={draft.file ? 'primary' : 'secondary'}>
          {draft.file
            ? t('newImage.file.chosen', { name: draft.file.file.name, size: formats.bytes(draft.file.file.size) })
            : t('newImage.file.hint', { most: formats.bytes(limits?.browserUpload ?? 0) })}
        </Text>
      </div>
      {refusal === null ? null : <Alert theme="danger" message={refusal} />}
      {draft.file ? <FormatField draft={draft} change={change} /> : null}
    </>
  );
}

function withoutEnding(name: string): string {
  return name.replace(/\.(?:raw|img|qcow2|vhdx?|vmdk|vdi|iso)$/i, '');
}
