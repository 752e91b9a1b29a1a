import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';

/** Milliseconds between two keys: an emulated keyboard keeps few of them. */
const KEY_MS = 60;
const LOOK_MS = 500;

/** Keys of an American keyboard that are not called as what they write. */
const KEYS: Readonly<Record<string, string>> = {
  ' ': 'Space',
  '\n': 'Enter',
  '&': 'Shift+Digit7',
  '>': 'Shift+Period',
};

/** The screen of a machine in a window of a browser, and its keyboard. */
export interface ScreenWindow {
  readonly page: Page;
  /** Presses keys one after another: letters, digits, and the marks that are written without Shift, `&` and `>`. */
  type(text: string): Promise<void>;
  /** Resolves when the picture has not changed for a second. */
  settled(): Promise<void>;
}

/** @param url as `ingot machine console` gives it. */
export async function openScreen(browser: Browser, url: string): Promise<ScreenWindow> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForSelector('#screen canvas');
  await page.click('#screen canvas');
  return {
    page,
    type: async (text) => {
      for (const character of text) await page.keyboard.press(keyOf(character), { delay: KEY_MS });
    },
    settled: async () => {
      for (let [last, same] = ['', 0]; same < 2;) {
        await delay(LOOK_MS);
        const now = await pictureOf(page);
        same = now !== '' && now === last ? same + 1 : 0;
        last = now;
      }
    },
  };
}

function keyOf(character: string): string {
  return /[A-Z]/.test(character) ? `Shift+Key${character}` : (KEYS[character] ?? character);
}

/** What the page shows of the screen; empty as long as that is nothing, or black. */
export function pictureOf(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const canvas = document.querySelector('#screen canvas');
    if (!canvas || canvas.width === 0) return '';
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, index) => index % 4 !== 3 && value > 0) ? canvas.toDataURL() : '';
  })()`);
}
