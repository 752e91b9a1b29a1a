import type { Page } from 'playwright-core';

/**
 * What a page in Russian still says in English: texts and tips with at least three Latin words in a row, the first with a
 * capital letter. Code, logs and fields are somebody's own words; names and formats are shorter.
 */
const LATIN_SENTENCES = `(() => {
  const sentence = /\\b[A-Z][a-z']*(?:[ ,:]+[a-z][a-z']*){2,}/;
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement.closest('code, pre, textarea, script, style') === null) found.add(node.textContent);
  }
  for (const element of document.querySelectorAll('[title]')) found.add(element.title);
  return [...found].filter((text) => sentence.test(text));
})()`;

export async function latinSentences(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(LATIN_SENTENCES);
}
