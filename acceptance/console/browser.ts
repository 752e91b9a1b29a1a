import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

/** A Chromium that asks nobody but whom it is told to. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Language = 'en' | 'ru';
export type Scheme = 'light' | 'dark';

export interface WindowOptions {
  readonly language?: Language;
  readonly scheme?: Scheme;
  /** Pixels. */
  readonly width?: number;
}

/** A person's browser window, in a profile of its own. */
export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong in its pages that nobody saw. */
  readonly complaints: readonly string[];
}

export interface Browser {
  open(options?: WindowOptions): Promise<Window>;
  close(): Promise<void>;
}

/** Starts Debian's Chromium. */
export async function startBrowser(): Promise<Browser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'ingot-browser-'));
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ARGUMENTS,
    env: { ...process.env, HOME: profile },
  });
  return {
    open: async ({ language = 'en', scheme = 'light', width = 1280 } = {}) => {
      const viewport = { width, height: 800 };
      const context = await browser.newContext({ locale: language, colorScheme: scheme, viewport });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        // A refusal is an answer: that nobody has signed in yet, or that something is gone.
        const isRefusal = message.text().startsWith('Failed to load resource: the server responded with a status of 4');
        if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
      });
      return { page, context, complaints };
    },
    close: async () => {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
