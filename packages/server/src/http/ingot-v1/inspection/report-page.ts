import type { Evidence, Findings, Language } from '@ingot/inspector';
import type { ReportAttachment, WholeReport } from '../../../inspection/index.ts';
import { html, type Html } from './html.ts';
import { PAGE_WORDS, type PageWords } from './page-words.ts';

type Result = WholeReport['results'][number];

/** A report as a page for people, whole in itself. Everything in it that comes from the image is escaped. */
export function reportPage(whole: WholeReport, language: Language): string {
  const { report, findings, results, contradictions, attachments } = whole;
  const words = PAGE_WORDS[language];
  const { state } = report;
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${words.title} ${report.imageId}</title>
        <style>
          ${html.raw(STYLE)}
        </style>
      </head>
      <body>
        <h1>${words.title}</h1>
        <dl>
          <dt>${words.image}</dt>
          <dd><code>${report.imageId}</code></dd>
          <dt>${words.disk}</dt>
          <dd><code>${report.root ?? words.unknown}</code></dd>
          <dt>${words.made}</dt>
          <dd>${new Date(report.createdAt).toISOString()}, ${words.status[state.status]}</dd>
        </dl>
        ${state.status === 'failed' ? html`<p class="fail">${state.failure}</p>` : ''}
        ${findings ? describe(findings, words) : ''} ${contradict(contradictions, words)}
        ${results.map((result) => judge(result, words, language))}
        ${
          attachments.length > 0
            ? html`<h2>${words.attachments}</h2>
                ${attachments.map(attached)}`
            : ''
        }
      </body>
    </html> `;
  return page.text;
}

function describe({ layout, systems }: Findings, words: PageWords): Html {
  const rows = systems.map(({ os, architecture, packages }) => {
    const name = os.known ? [os.value.name, os.value.version, os.value.edition].filter((part) => part !== null) : [];
    return html`<dt>${words.system}</dt>
      <dd>${os.known ? name.join(' ') : `${words.unknown}: ${os.reason}`}</dd>
      <dt>${words.architecture}</dt>
      <dd>${architecture.known ? architecture.value : `${words.unknown}: ${architecture.reason}`}</dd>
      <dt>${words.packages}</dt>
      <dd>${packages.known ? packages.value.installed.length : `${words.unknown}: ${packages.reason}`}</dd> `;
  });
  const parts = layout.parts.map(({ name, size, content }) => {
    const usage = content.kind === 'file-system' && content.usage.known ? content.usage.value : null;
    const type = content.kind === 'file-system' ? content.type : content.kind;
    const free = usage ? `, ${words.free} ${inMiB(usage.free)} / ${inMiB(usage.size)}` : '';
    return html`<li><code>${name}</code> ${type}, ${inMiB(size)}${free}</li> `;
  });
  return html`<dl>${rows}</dl>
    <h2>${words.parts}</h2>
    <ul>
      ${parts}
    </ul> `;
}

function contradict(contradictions: WholeReport['contradictions'], words: PageWords): Html | string {
  if (contradictions.length === 0) return '';
  return html`<h2>${words.contradictions}</h2>
    <ul>
      ${contradictions.map(
        ({ property, value, found }) =>
          html`<li><code>${property}</code>: <code>${value}</code>, ${words.found} <code>${found}</code></li> `,
      )}
    </ul> `;
}

function judge({ profile, result }: Result, words: PageWords, language: Language): Html {
  const rules = result.rules.flatMap(({ rule, outcome, evidence, reasons }) => {
    const found = profile.rules.find(({ id }) => id === rule);
    if (!found || outcome === 'not-applicable') return [];
    const isOpen = outcome !== 'pass';
    return [
      html`<li class="${outcome}">
        <b>${words.outcome[outcome]}</b> ${found.title[language]} <small>${words[found.severity]}</small>
        ${isOpen ? html`<p>${found.reason[language]}</p>` : ''}
        ${
          evidence.length > 0
            ? html`<ul>
                ${evidence.map((each) => seen(each, words))}
              </ul>`
            : ''
        }
        ${reasons.length > 0 ? html`<p>${words.because}: ${reasons.join(' ')}</p>` : ''}
        ${
          outcome === 'fail' || outcome === 'warn'
            ? html`<p>${words.remedy}:</p>
                <pre>${found.remedy[language]}</pre>`
            : ''
        }
      </li> `,
    ];
  });
  return html`<h2>
      ${profile.title[language]}: <span class="${result.verdict}">${words.verdict[result.verdict]}</span>
    </h2>
    <ul class="rules">
      ${rules}
    </ul> `;
}

function seen({ path, what, detail, digest }: Evidence, words: PageWords): Html {
  return html`<li>
    <code>${path}</code>
    ${words.sight[what]}${detail === null ? '' : html` (<code>${detail}</code>)`}${digest === null ? '' : html` <small>SHA-256 ${digest}…</small>`}
  </li>`;
}

/** Within the page, which fetches nothing. A log may hold anything that a terminal would obey. */
function attached({ name, mediaType, bytes }: ReportAttachment): Html {
  if (mediaType === 'image/png') {
    const address = `data:image/png;base64,${bytes.toString('base64')}`;
    return html`<p><img alt="${name}" src="${address}" /></p>`;
  }
  return html`<pre>
${bytes.toString('utf8').replaceAll(/[\p{Cc}\p{Cf}]/gu, (character) => (character === '\n' ? character : ''))}</pre>`;
}

function inMiB(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

const STYLE = `
:root { color-scheme: light dark; --ok: #15803d; --bad: #b91c1c; --unsure: #a16207; }
@media (prefers-color-scheme: dark) { :root { --ok: #4ade80; --bad: #f87171; --unsure: #facc15; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .5rem; border: 1px solid; border-radius: .25rem; }
code { overflow-wrap: anywhere; }
img { max-width: 100%; border: 1px solid; }
ul.rules { list-style: none; padding: 0; }
ul.rules > li { border-left: .25rem solid; padding: .25rem 0 .25rem .75rem; margin: .5rem 0; }
li.pass, span.pass, li.pass b { border-color: var(--ok); }
span.pass, li.pass > b { color: var(--ok); }
li.fail { border-color: var(--bad); }
span.fail, li.fail > b, p.fail { color: var(--bad); }
li.warn, li.unknown { border-color: var(--unsure); }
span.unknown, li.warn > b, li.unknown > b { color: var(--unsure); }
`;
