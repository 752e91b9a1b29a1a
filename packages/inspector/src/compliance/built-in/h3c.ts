import type { Check } from '../check.ts';
import type { Profile, Rule } from '../profile.ts';
import { COMPLETE } from './disk-rules.ts';

/**
 * Which type of file H3C Workspace takes for which endpoints: "File Type" in its help on publishing desktop images. An image
 * for TCI is QCOW2; one for VOI is QCOW2 with Linux and VHD with Windows, and has no children then.
 */
const onlyAs = (type: 'qcow2' | 'vhd', where: string, applies?: Rule['applies']): Rule => ({
  id: `${where.toLowerCase()}-${type}`,
  severity: 'requirement',
  title: { en: `The image is ${type.toUpperCase()}`, ru: `Тип файла образа — ${type.toUpperCase()}` },
  reason: {
    en: `${where} starts such systems from ${type.toUpperCase()} files only.`,
    ru: `${where} запускает такие системы только из файлов ${type.toUpperCase()}.`,
  },
  remedy: {
    en: `Export the image as ${type.toUpperCase()}, or import it with that format.`,
    ru: `Экспортируйте образ в ${type.toUpperCase()} или импортируйте его в этом формате.`,
  },
  ...(applies && { applies }),
  check: { check: 'image', fileType: [type] },
});

const NO_CHILD_OF_VHD: Check = { check: 'image', parentNot: ['vhd'] };

const PARENT: Rule = {
  id: 'parent-not-vhd',
  severity: 'requirement',
  title: { en: 'The image is no child of a VHD', ru: 'Образ не создан на основе VHD' },
  reason: {
    en: 'A VHD image cannot have child images.',
    ru: 'У образа VHD не может быть дочерних образов.',
  },
  remedy: {
    en: 'Publish the image as a whole one instead of a child, or use a parent that is QCOW2.',
    ru: 'Опубликуйте образ целиком, а не как дочерний, или возьмите родительский образ QCOW2.',
  },
  check: NO_CHILD_OF_VHD,
};

export const H3C_VOI: Profile = {
  id: 'h3c-voi',
  version: '1',
  title: { en: 'H3C Workspace, VOI endpoints', ru: 'H3C Workspace, устройства VOI' },
  description: {
    en: 'The type of file in which VOI endpoints take desktop images.',
    ru: 'Тип файла, в котором устройства VOI принимают образы рабочих столов.',
  },
  rules: [onlyAs('qcow2', 'VOI', { family: 'linux' }), onlyAs('vhd', 'VOI', { family: 'windows' }), PARENT, COMPLETE],
};

export const H3C_TCI: Profile = {
  id: 'h3c-tci',
  version: '1',
  title: { en: 'H3C Workspace, TCI endpoints', ru: 'H3C Workspace, устройства TCI' },
  description: {
    en: 'The type of file in which TCI endpoints take desktop images.',
    ru: 'Тип файла, в котором устройства TCI принимают образы рабочих столов.',
  },
  rules: [onlyAs('qcow2', 'TCI'), PARENT, COMPLETE],
};
