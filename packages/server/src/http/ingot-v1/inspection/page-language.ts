import type { Language } from '@ingot/inspector';

/** The language of Accept-Language (RFC 9110, 12.5.4) that is wanted most and spoken here; English unless told. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '').split(',').map((part) => {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find((each) => each !== undefined);
    return { language: range.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
  });
  const best = (language: Language): number =>
    Math.max(0, ...wanted.filter((each) => each.language === language).map(({ quality }) => quality || 0));
  return best('ru') > best('en') ? 'ru' : 'en';
}
