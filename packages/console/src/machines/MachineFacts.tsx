import { DefinitionList, Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Part } from '../kit/Part.tsx';
import { useFormats } from '../format/use-formats.ts';
import { ImageLink } from '../image/ImageLink.tsx';
import { VolumeName } from '../volumes/VolumeName.tsx';
import type { Machine } from './machine-queries.ts';

export function MachineFacts({ machine }: { readonly machine: Machine }): ReactNode {
  const { t } = useTranslation();
  const { bytes, number, time } = useFormats();
  const { flavor, imageType, osType, disks, media, parentImageId, firmware, network, description } = machine;
  return (
    <Part title={t('machines.facts')}>
      <DefinitionList>
        {description === null ? null : (
          <DefinitionList.Item name={t('machines.description')}>{description}</DefinitionList.Item>
        )}
        <DefinitionList.Item name={t('machines.flavor')}>
          {flavor.name}
          <Text color="secondary" className="ingot-table__note">
            {t('machines.flavor.note', { vcpus: number(flavor.vcpus), memory: bytes(flavor.memoryMib * 2 ** 20) })}
          </Text>
        </DefinitionList.Item>
        <DefinitionList.Item name={t('machines.imageType')}>
          {imageType?.toUpperCase() ?? t('word.none')}
        </DefinitionList.Item>
        <DefinitionList.Item name={t('machines.osType')}>
          {osType === null ? t('word.none') : t(`machines.osType.${osType}`)}
        </DefinitionList.Item>
        {parentImageId === null ? null : (
          <DefinitionList.Item name={t('machines.source.parent')}>
            <ImageLink id={parentImageId} />
          </DefinitionList.Item>
        )}
        <DefinitionList.Item name={t('machines.disks')}>
          <span className="ingot-stack ingot-stack_tight">
            {disks.map(({ volumeId }) => (
              <VolumeName key={volumeId} id={volumeId} />
            ))}
          </span>
        </DefinitionList.Item>
        <DefinitionList.Item name={t('machines.media')}>
          {media.length === 0 ? t('machines.media.none') : media.map((image) => <ImageLink key={image} id={image} />)}
        </DefinitionList.Item>
        <DefinitionList.Item name={t('machines.firmware')}>{firmware.toUpperCase()}</DefinitionList.Item>
        <DefinitionList.Item name={t('machines.network')}>{t(`machines.network.${network}`)}</DefinitionList.Item>
        <DefinitionList.Item name={t('machines.created')}>{time(machine.createdAt)}</DefinitionList.Item>
      </DefinitionList>
    </Part>
  );
}
