import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { tinyGuest } from '../tiny-guest.ts';
import type { Language, Scheme } from './browser.ts';
import { openHouse, signIn, type House } from './house.ts';
import { PAGES, routesOf, unlisted } from './pages.ts';
import { fillWithSamples, type Samples } from './samples.ts';

/**
 * `npm run -s screenshots -- [FOLDER] [--only TEXT] [--look TEXT] [--guest FILE]`: pictures of every page of the console, in both
 * languages and themes, on a wide and a narrow screen, with samples in it. Says which pages are wider than the screen, and
 * fails when one has something to complain of or no entry in the list of pages.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    // Of the path of a route.
    only: { type: 'string', default: '' },
    // Language, theme and width, such as ru-dark-768, or a part of that.
    look: { type: 'string', default: '' },
    // A raw disk with a system on it; a small one of our own unless given.
    guest: { type: 'string' },
  },
});
const folder = path.resolve(positionals[0] ?? 'screenshots');

const LANGUAGES: readonly Language[] = ['en', 'ru'];
const SCHEMES: readonly Scheme[] = ['light', 'dark'];
/** Pixels. */
const WIDTHS = [1280, 768];
/** Milliseconds that a page may take until nothing is loaded any more. */
const PATIENCE = 10_000;

const wrong: string[] = [];
const house = await openHouse();
try {
  const samples = await fillWithSamples(house, values.guest ?? (await tinyGuest()));
  for (const language of LANGUAGES) {
    for (const scheme of SCHEMES) {
      for (const width of WIDTHS) wrong.push(...(await walk(house, samples, { language, scheme, width })));
    }
  }
} finally {
  await house.close();
}
if (wrong.length > 0) {
  process.stderr.write(`${[...new Set(wrong)].join('\n')}\n`);
  process.exitCode = 1;
}

interface Look {
  readonly language: Language;
  readonly scheme: Scheme;
  readonly width: number;
}

/** One person's walk through all pages. @returns what is wrong, a line each. */
async function walk(at: House, samples: Samples, look: Look): Promise<string[]> {
  const { language, scheme, width } = look;
  const name = `${language}-${scheme}-${width}`;
  if (!name.includes(values.look)) return [];
  const place = path.join(folder, name);
  await mkdir(place, { recursive: true });
  const { page, context, complaints } = await at.browser.open(look);
  await page.goto(at.address('/sign-in'));
  await settle(page);
  await page.screenshot({ path: path.join(place, 'sign-in.png') });
  await signIn(page, at.service.administrator, language);
  await page.getByRole('navigation').first().waitFor();
  const missing = unlisted(await routesOf(page)).map((route) => `${route}: is in one of the two lists only`);
  for (const [route, where] of Object.entries(PAGES)) {
    if (route === '/sign-in' || !route.includes(values.only)) continue;
    await page.goto(at.address(where(samples)));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await settle(page);
    const file = `${route.replaceAll(/[/$]+/g, ' ').trim().replaceAll(' ', '-')}.png`;
    await page.screenshot({ path: path.join(place, file), fullPage: true });
    const breadth = await page.evaluate<number>(
      `Math.max(document.documentElement.scrollWidth, innerWidth + document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth)`,
    );
    if (breadth > width) process.stdout.write(`${name}/${file}: ${breadth - width} pixels wider than the screen\n`);
  }
  await context.close();
  return [...missing, ...complaints.map((complaint) => `${name}: ${complaint}`)];
}

/** Until pictures, words and data are there. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: PATIENCE });
  await page.evaluate('document.fonts.ready');
}
