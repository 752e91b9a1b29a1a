import { addMessages } from '../i18n/i18n.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

addMessages({ en, ru });
