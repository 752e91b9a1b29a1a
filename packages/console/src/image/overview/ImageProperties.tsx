import type { Image } from '@ingot/client';
import { Pencil, Plus, TrashBin } from '@gravity-ui/icons';
import { Icon, Text } from '@gravity-ui/uikit';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { Part } from '../../kit/Part.tsx';
import { ReasonedButton } from '../../kit/ReasonedButton.tsx';
import { useChangeImage } from '../image-changes.ts';
import { useImageRights } from '../image-rights.ts';
import { isSetByService, propertiesOf } from '../properties.ts';

const PropertyDialog = lazy(() =>
  import('./PropertyDialog.tsx').then((module) => ({ default: module.PropertyDialog })),
);

type Asked = { readonly what: 'edit' | 'remove'; readonly name: string; readonly value: string };

/** What is said of an image beside its attributes, some of it by the service itself. */
export function ImageProperties({ image }: { readonly image: Image }): ReactNode {
  const { t } = useTranslation();
  const why = useImageRights(image)('update');
  const change = useChangeImage(image);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  const properties = propertiesOf(image);
  return (
    <Part
      title={t('image.properties')}
      actions={
        <ReasonedButton size="s" reason={why} onClick={() => setAsked({ what: 'edit', name: '', value: '' })}>
          <Icon data={Plus} size={14} />
          {t('image.property.add')}
        </ReasonedButton>
      }
    >
      {properties.length === 0 ? (
        <Text color="secondary">{t('image.noProperties')}</Text>
      ) : (
        <table className="ingot-table" aria-label={t('image.properties')}>
          <thead>
            <tr>
              <th scope="col">{t('image.property')}</th>
              <th scope="col">{t('image.value')}</th>
              <th scope="col">
                <span className="ingot-visually-hidden">{t('images.column.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {properties.map(([name, value]) => (
              <tr key={name}>
                <th scope="row" title={name}>
                  <code>{name}</code>
                </th>
                <td className="ingot-table__long">{value}</td>
                <td className="ingot-table__buttons">
                  <PropertyButtons
                    name={name}
                    reason={why ?? (isSetByService(name) ? t('image.why.property') : null)}
                    ask={(what) => {
                      change.reset();
                      setAsked({ what, name, value });
                    }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Suspense>
        {asked?.what === 'edit' ? <PropertyDialog image={image} property={asked} onClose={close} /> : null}
      </Suspense>
      <ConfirmDialog
        open={asked?.what === 'remove'}
        title={t('image.property.remove.title', { name: asked?.name ?? '' })}
        text={t('image.property.remove.text')}
        action={t('image.property.remove')}
        isDangerous
        isPending={change.isPending}
        error={change.error}
        onClose={close}
        onConfirm={() => change.mutate([{ op: 'remove', name: asked?.name ?? '' }], { onSuccess: close })}
      />
    </Part>
  );
}

interface PropertyButtonsProps {
  readonly name: string;
  readonly reason: string | null;
  readonly ask: (what: Asked['what']) => void;
}

function PropertyButtons({ name, reason, ask }: PropertyButtonsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <span className="ingot-buttons">
      <ReasonedButton
        size="s"
        view="flat"
        reason={reason}
        aria-label={t('image.property.editOne', { name })}
        onClick={() => ask('edit')}
      >
        <Icon data={Pencil} size={14} />
      </ReasonedButton>
      <ReasonedButton
        size="s"
        view="flat"
        reason={reason}
        aria-label={t('image.property.removeOne', { name })}
        onClick={() => ask('remove')}
      >
        <Icon data={TrashBin} size={14} />
      </ReasonedButton>
    </span>
  );
}
