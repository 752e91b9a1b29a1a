import { mediaTypeQuality } from './media-type-quality.ts';

export interface ErrorBody {
  readonly contentType: string;
  readonly text: string;
}

/**
 * The body of an error in the form that the client takes: JSON, or HTML for browsers and for those that take anything,
 * or plain text. An empty or missing `Accept` takes anything (RFC 9110, 12.5.1). The OpenStack SDK sends that with
 * uploads; out of HTML it shows people the reason, of plain text it would show the status only.
 *
 * @param accept the `Accept` header. @param line status and phrase, such as `404 Not Found`.
 */
export function errorBody(accept: string, line: string, message: string): ErrorBody {
  const taken = accept.trim() === '' ? '*/*' : accept;
  const html = mediaTypeQuality(taken, 'text/html');
  const json = mediaTypeQuality(taken, 'application/json');
  if (json.quality > html.quality || (json.quality > 0 && json.quality === html.quality && json.named && !html.named)) {
    const title = line.slice(line.indexOf(' ') + 1);
    return { contentType: 'application/json', text: JSON.stringify({ message, code: line, title }) };
  }
  if (html.quality > 0) return { contentType: 'text/html; charset=UTF-8', text: htmlBody(line, message) };
  return { contentType: 'text/plain; charset=UTF-8', text: `${line}\n\n${message}\n` };
}

/** One thing to a line: clients strip the tags and join the lines. */
function htmlBody(line: string, message: string): string {
  const heading = escapeHtml(line);
  return [
    '<html>',
    ' <head>',
    `  <title>${heading}</title>`,
    ' </head>',
    ' <body>',
    `  <h1>${heading}</h1>`,
    `  ${escapeHtml(message)}<br /><br />`,
    ' </body>',
    '</html>',
    '',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
