import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { run } from '../program.ts';
import { REPOSITORY } from '../service.ts';
import { openHouse, signIn } from './house.ts';

const IMAGES = 10_000;
/** Pictures that are measured, and pixels from one to the next: a quick turn of the wheel. */
const FRAMES = 60;
const STEP = 240;
/** Milliseconds of work for one picture: above that it is seen as a jerk. */
const LONGEST_FRAME = 50;

/** Jumps to the end until there is nothing more. Runs in the page. */
const TO_THE_END = `(async () => {
  const rows = () => Number(document.querySelector('table').getAttribute('aria-rowcount'));
  while (rows() <= ${IMAGES}) {
    scrollTo(0, document.documentElement.scrollHeight);
    await new Promise((drawn) => requestAnimationFrame(drawn));
  }
})()`;

/** Scrolls up from where it is. Runs in the page; gives the longest time between two pictures, in milliseconds. */
const SCROLL = `(async () => {
  let longest = 0;
  let before = performance.now();
  for (let frame = 0; frame < ${FRAMES}; frame += 1) {
    scrollBy(0, -${STEP});
    await new Promise((drawn) => requestAnimationFrame(drawn));
    longest = Math.max(longest, performance.now() - before);
    before = performance.now();
  }
  return longest;
})()`;

test(`a list of ${IMAGES} images is scrolled to its end, and only what is seen is drawn`, async (context) => {
  const house = await openHouse(['--database.url', 'sqlite']);
  context.after(() => house.close());
  const { data, administrator } = house.service;
  const seed = path.join(REPOSITORY, 'packages/server/src/testing/seed/seed.ts');
  const database = path.join(data, 'ingot.db');
  const options = ['--database', database, '--project', await house.project(), '--images', String(IMAGES)];
  await run(process.execPath, [seed, ...options]);
  const { page, complaints } = await house.browser.open();
  await page.goto(house.address('/images'));
  await signIn(page, administrator, 'en');
  await page.getByRole('row', { name: 'image-0010000' }).waitFor();
  await page.evaluate(TO_THE_END);
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
  await page.getByRole('row', { name: 'image-0000001' }).waitFor();

  // Time of its thread: what else the machine does is no matter.
  const tools = await page.context().newCDPSession(page);
  await tools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const work = async (): Promise<number> => {
    const { metrics } = await tools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await work();
  const longest = await page.evaluate<number>(SCROLL);
  const milliseconds = ((await work()) - before) * (1000 / FRAMES);
  const drawn = await page.locator('tbody tr').count();
  context.diagnostic(`${milliseconds.toFixed(1)} ms of work for a picture, the longest after ${longest.toFixed(0)} ms`);
  assert.ok(milliseconds > 0 && milliseconds < LONGEST_FRAME, `${milliseconds} ms of work for a picture`);
  assert.ok(drawn < 100, `${drawn} rows are drawn`);
  assert.deepEqual(complaints, []);
});
