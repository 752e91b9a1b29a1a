import type { Profile } from '../../profile.ts';
import { COMPLETE, READABLE, SHUT_DOWN } from '../disk-rules.ts';
import { LINUX_IDENTITY } from './linux-identity.ts';
import { LINUX_SECRETS } from './linux-secrets.ts';
import { WINDOWS_LEFTOVERS } from './windows.ts';

/** What an image must not carry from the machine that it was made of. */
export const CLEAN_IMAGE: Profile = {
  id: 'clean-image',
  version: '1',
  title: { en: 'Clean image', ru: 'Чистый образ' },
  description: {
    en: 'Nothing is left in the image of the machine that it was made of: no identity, no secrets, no traces.',
    ru: 'В образе ничего не осталось от машины, из которой он сделан: ни идентификаторов, ни секретов, ни следов.',
  },
  rules: [COMPLETE, READABLE, SHUT_DOWN, ...LINUX_IDENTITY, ...LINUX_SECRETS, ...WINDOWS_LEFTOVERS],
};
