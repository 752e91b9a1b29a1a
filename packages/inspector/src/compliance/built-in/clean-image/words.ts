import type { Words } from '../../profile.ts';

export const EVERY_CLONE: Words = {
  en: 'Every machine made of the image would have the same, and be taken for the others.',
  ru: 'У всех машин из этого образа это будет одинаковым, и их нельзя будет отличить друг от друга.',
};

export const EVERYBODY_READS: Words = {
  en: 'Whoever may start or download the image gets it.',
  ru: 'Это получит каждый, кто может запустить или скачать образ.',
};

export const BUILDER_LEFT: Words = {
  en: 'It belongs to the machine on which the image was built, and is wrong or misleading on any other.',
  ru: 'Это относится к машине, на которой собирали образ, и на других машинах неверно или мешает.',
};

/** What rules on private keys say, whatever the system keeps them in. */
export const NO_PRIVATE_KEYS: { readonly title: Words; readonly reason: Words; readonly remedy: Words } = {
  title: { en: 'There are no private keys', ru: 'Закрытых ключей нет' },
  reason: EVERYBODY_READS,
  remedy: {
    en: 'Delete the files that are named, and give the keys up: they are to be taken for known.',
    ru: 'Удалите указанные файлы и отзовите ключи: считайте их раскрытыми.',
  },
};
