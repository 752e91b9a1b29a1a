import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Frame, Page } from 'playwright-core';

/** Milliseconds between two keys: an emulated keyboard keeps few of them. */
const KEY_MS = 60;
const LOOK_MS = 250;
/** Looks in a row at which a picture that has settled is the same, but for a cursor that blinks. */
const LOOKS = 8;
/** How long it may take to settle: guests are emulated. */
const PATIENCE_MS = 120_000;

/** Keys of an American keyboard that are not called as what they write. */
const KEYS: Readonly<Record<string, string>> = {
  ' ': 'Space',
  '\n': 'Enter',
  '&': 'Shift+Digit7',
  '>': 'Shift+Period',
};

/** The screen of a machine in a window of a browser, and its keyboard. */
export interface ScreenWindow {
  /** Presses keys one after another: letters, digits, and the marks that are written without Shift, `&` and `>`. */
  type(text: string): Promise<void>;
  /** Resolves when nothing but a cursor has changed for two seconds. */
  settled(): Promise<void>;
}

/** @param url as `ingot machine console` gives it. */
export async function openScreen(browser: Browser, url: string): Promise<ScreenWindow> {
  const page = await browser.newPage();
  await page.goto(url);
  return sitBefore(page, page.mainFrame());
}

/** @param frame of the page, that shows the screen. */
export async function sitBefore(page: Page, frame: Frame): Promise<ScreenWindow> {
  await frame.waitForSelector('#screen canvas');
  await frame.click('#screen canvas');
  return {
    type: async (text) => {
      for (const character of text) await page.keyboard.press(keyOf(character), { delay: KEY_MS });
    },
    settled: async () => {
      const end = performance.now() + PATIENCE_MS;
      for (let seen: string[] = []; seen.length < LOOKS || new Set(seen).size > 2;) {
        if (performance.now() > end) throw new Error('the screen does not come to rest');
        await delay(LOOK_MS);
        const picture = await pictureOf(frame);
        seen = picture === '' ? [] : [...seen, picture].slice(-LOOKS);
      }
    },
  };
}

function keyOf(character: string): string {
  return /[A-Z]/.test(character) ? `Shift+Key${character}` : (KEYS[character] ?? character);
}

/** What the page shows of the screen; empty as long as that is nothing, or black. */
export function pictureOf(page: Pick<Frame, 'evaluate'>): Promise<string> {
  return page.evaluate(`(() => {
    const canvas = document.querySelector('#screen canvas');
    if (!canvas || canvas.width === 0) return '';
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, index) => index % 4 !== 3 && value > 0) ? canvas.toDataURL() : '';
  })()`);
}
