import { ChevronDown, ChevronUp } from '@gravity-ui/icons';
import { Button, Icon, Text } from '@gravity-ui/uikit';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { UploadRow } from './UploadRow.tsx';
import { useUploads } from './use-uploads.ts';
import './messages.ts';

/** The uploads of this browser, at the edge of every page. */
export function UploadsPanel(): ReactNode {
  const { t } = useTranslation();
  const uploads = useUploads();
  const [isOpen, setIsOpen] = useState(true);
  const running = uploads.filter(({ state }) => state.kind === 'running').length;
  if (uploads.length === 0) return null;
  const toggle = isOpen ? t('uploads.collapse') : t('uploads.expand');
  return (
    <section className="ingot-uploads" aria-label={t('uploads.title')}>
      <div className="ingot-row ingot-row_spread">
        <Text variant="subheader-2" as="h2">
          {running > 0 ? t('uploads.running', { count: running }) : t('uploads.title')}
        </Text>
        <Button
          view="flat"
          aria-label={toggle}
          title={toggle}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon data={isOpen ? ChevronDown : ChevronUp} />
        </Button>
      </div>
      {isOpen ? (
        <ul className="ingot-uploads__list">
          {uploads.map((upload) => (
            <UploadRow key={upload.imageId} upload={upload} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}
