import { createHash } from 'node:crypto';
import { escapeHtml } from './error-body.ts';

export type Language = 'en' | 'ru';

/** The language of the page: Russian for those who want it more than English. @param accept `Accept-Language`. */
export function preferredLanguage(accept: string): Language {
  const weights = { en: 0, ru: 0 };
  for (const part of accept.split(',')) {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    const language = range.split('-')[0];
    if (language === 'en' || language === 'ru') weights[language] = Math.max(weights[language], quality || 0);
  }
  return weights.ru > weights.en ? 'ru' : 'en';
}

interface Words {
  readonly about: string;
  readonly endpoints: string;
  readonly endpointNames: readonly [
    console: string,
    identity: string,
    image: string,
    own: string,
    document: string,
    health: string,
  ];
  readonly start: string;
  readonly steps: readonly [install: string, list: string, create: string, save: string];
}

const WORDS: Record<Language, Words> = {
  en: {
    about: 'Golden images for virtual machines and desktops: import, check, share, deliver.',
    endpoints: 'Endpoints',
    endpointNames: ['Console', 'Identity v3', 'Image v2', 'Ingot', 'OpenAPI document', 'Health'],
    start: 'First commands',
    steps: ['Take the access data', 'See what there is', 'Import an image', 'Export it again'],
  },
  ru: {
    about: 'Эталонные образы для виртуальных машин и рабочих столов: импорт, проверка, общий доступ, доставка.',
    endpoints: 'Адреса',
    endpointNames: ['Консоль', 'Identity v3', 'Image v2', 'Ingot', 'Документ OpenAPI', 'Состояние'],
    start: 'Первые команды',
    steps: ['Взять данные для доступа', 'Посмотреть, что есть', 'Импортировать образ', 'Выгрузить его обратно'],
  },
};

const STYLE = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--line:#dfe4ea;--paper:#fff;--panel:#f5f7f9;--mark:#b4530a}
@media(prefers-color-scheme:dark){:root{--ink:#e7ebf0;--soft:#9aa6b4;--line:#2c3540;--paper:#12171d;--panel:#1a2129;--mark:#f0a35e}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:44rem;margin:0 auto;padding:12vh 1.5rem 4rem}
h1{margin:0;font-size:2.6rem;letter-spacing:-.02em}
h1 small{margin-left:.5rem;font-size:1rem;font-weight:400;letter-spacing:0;color:var(--soft)}
h1::before{content:"";display:inline-block;width:1.5rem;height:.8rem;margin-right:.7rem;background:var(--mark);clip-path:polygon(18% 0,82% 0,100% 100%,0 100%)}
h2{margin:2.6rem 0 .8rem;font-size:1rem;color:var(--soft)}
p{margin:.6rem 0 0;font-size:1.1rem;color:var(--soft)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.4rem 1.5rem;margin:0}
dd{margin:0;overflow-wrap:anywhere}
a{color:var(--mark);text-decoration:none}a:hover,a:focus-visible{text-decoration:underline}
pre{margin:0;padding:1rem 1.2rem;overflow-x:auto;background:var(--panel);border:1px solid var(--line);border-radius:8px;font:14px/1.7 ui-monospace,monospace}
pre span{color:var(--soft)}
`;

/** Nothing may be loaded and nothing may run; the one style is named by its digest. */
export const LANDING_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * What somebody sees who opens the address of the service in a browser.
 *
 * @param page `base` is the address of the service without a slash at its end, `identity` that of the Identity API;
 *   `version` is the product's.
 */
export function landingPage(page: { language: Language; version: string; base: string; identity: string }): string {
  const words = WORDS[page.language];
  const base = escapeHtml(page.base);
  const [console, identity, image, own, document, health] = words.endpointNames;
  const endpoints = [
    [console, `${base}/console`],
    [identity, escapeHtml(page.identity)],
    [image, `${base}/versions`],
    [own, `${base}/api/v1/version`],
    [document, `${base}/api/v1/openapi.json`],
    [health, `${base}/healthcheck`],
  ] as const;
  const commands = [
    '. ./data/openrc',
    'openstack image list',
    'openstack image create --disk-format raw --container-format bare --file disk.raw my-image',
    'openstack image save --file copy.raw my-image',
  ];
  const rows = endpoints.map(([name, address]) => `<dt>${name}</dt><dd><a href="${address}">${address}</a></dd>`);
  const steps = commands.map((command, index) => `<span># ${words.steps[index]}</span>\n${command}`);
  return `<!DOCTYPE html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ingot</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Ingot<small>${escapeHtml(page.version)}</small></h1>
<p>${words.about}</p>
<h2>${words.endpoints}</h2>
<dl>
${rows.join('\n')}
</dl>
<h2>${words.start}</h2>
<pre>${steps.join('\n')}</pre>
</main>
</body>
</html>
`;
}
