import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { imageApi, type ImageApi } from '../image-api.ts';
import type { Openrc } from '../openrc.ts';
import { startService, type Service } from '../service.ts';
import { startBrowser, type Browser, type Language, type Window, type WindowOptions } from './browser.ts';

/** A service with its console, and a browser before it. */
export interface House {
  readonly service: Service;
  readonly browser: Browser;
  /** For files outside the service's data, for as long as the house stands. */
  readonly directory: string;
  /** The administrator's, to prepare what the console is to show. */
  readonly images: ImageApi;
  /** Id of the administrator's project. */
  project(): Promise<string>;
  /** The address of a page of the console. */
  address(page?: string): string;
  close(): Promise<void>;
}

/** @param settings of the service, such as `['--console.max-upload', '1GiB']`. */
export async function openHouse(settings: readonly string[] = []): Promise<House> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-console-'));
  const service = await startService({ data: path.join(directory, 'data'), settings });
  const browser = await startBrowser();
  const images = await imageApi(service.administrator);
  return {
    service,
    browser,
    directory,
    images,
    project: async () => {
      const [answer] = (await once(images.open('GET', '/api/v1/session').end(), 'response')) as [IncomingMessage];
      return ((await json(answer)) as { project: { id: string } }).project.id;
    },
    address: (page = '/') => `${service.base}/console${page}`,
    close: async () => {
      await browser.close();
      await service.stop();
      await rm(directory, { recursive: true });
    },
  };
}

const LABELS = {
  en: { user: 'User', password: 'Password', submit: 'Sign in' },
  ru: { user: 'Пользователь', password: 'Пароль', submit: 'Войти' },
} as const;

/** Signs in on the page that is open, as a person does. */
export async function signIn(page: Page, { OS_USERNAME, OS_PASSWORD }: Openrc, language: Language): Promise<void> {
  const { user, password, submit } = LABELS[language];
  await page.getByLabel(user).fill(OS_USERNAME ?? '');
  await page.getByLabel(password).fill(OS_PASSWORD ?? '');
  await page.getByRole('button', { name: submit }).click();
}

interface PageOptions extends Pick<WindowOptions, 'width'> {
  /** The administrator unless told. */
  readonly user?: Openrc;
}

/** A window on a page of the console, with somebody signed in. */
export async function openPage(
  house: House,
  place: string,
  language: Language,
  { user = house.service.administrator, ...looks }: PageOptions = {},
): Promise<Window> {
  const window = await house.browser.open({ language, ...looks });
  // Fields for files can be filled in by a test, the system's own window cannot.
  await window.page.addInitScript('delete window.showOpenFilePicker');
  await window.page.goto(house.address(place));
  await signIn(window.page, user, language);
  await window.page.getByRole('navigation').first().waitFor();
  await window.page.getByRole('heading', { level: 1 }).waitFor();
  return window;
}
