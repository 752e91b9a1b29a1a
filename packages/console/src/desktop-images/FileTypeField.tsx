import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileType, FileTypeRule } from './desktop-image-queries.ts';
import { RadioField } from '../kit/form/RadioField.tsx';
import { brokenRule, FILE_TYPES, type FileTypeSubject } from './publishing-rules.ts';
import './messages.ts';

interface FileTypeFieldProps {
  readonly rules: readonly FileTypeRule[];
  readonly subject: FileTypeSubject;
  readonly value: FileType | null;
  readonly onUpdate: (value: FileType) => void;
}

/** The rules that have words of their own here; the service tells the others in English. */
const KNOWN_RULES = [
  'CHILD_OF_VHD_UNSUPPORTED',
  'CHILD_REQUIRES_QCOW2',
  'TCI_REQUIRES_QCOW2',
  'VOI_REQUIRES_OS_TYPE',
  'VOI_LINUX_REQUIRES_QCOW2',
  'VOI_WINDOWS_REQUIRES_VHD',
] as const;

/** What the file is to be; what it may not be says why. */
export function FileTypeField({ rules, subject, value, onUpdate }: FileTypeFieldProps): ReactNode {
  const { t } = useTranslation();
  const why = (rule: FileTypeRule | undefined): string | undefined => {
    const known = KNOWN_RULES.find((one) => one === rule?.reason);
    return known === undefined ? rule?.sentence : t(`publish.rule.${known}`);
  };
  return (
    <RadioField
      label={t('publish.fileType')}
      choices={FILE_TYPES.map((fileType) => ({
        value: fileType,
        text: fileType.toUpperCase(),
        unavailable: why(brokenRule(rules, subject, fileType)),
      }))}
      value={value}
      onUpdate={onUpdate}
    />
  );
}
