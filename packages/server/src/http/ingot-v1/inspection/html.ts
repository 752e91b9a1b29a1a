/** Markup that may be put into a page. Only the tag below makes it, so that what is text is escaped once. */
export interface Html {
  readonly text: string;
}

type Part = string | number | Html | readonly Html[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Markup with places for parts; texts are escaped for elements and for quoted attributes. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { text: pieces.map((piece, index) => piece + render(parts[index] ?? '')).join('') };
}

/** What is not to be escaped: never anything that came from elsewhere. */
html.raw = (text: string): Html => ({ text });

function render(part: Part): string {
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return part.replaceAll(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '');
  return 'text' in part ? part.text : part.map(({ text }) => text).join('');
}
