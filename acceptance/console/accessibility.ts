import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/**
 * Resolves when nothing fades or slides any more: a dialog that is half there has half its contrast. An animation begins
 * a picture after the change that asks for it; those that never end (a skeleton, a progress bar) are not waited for.
 */
const AT_REST = `(async () => {
  const moving = () =>
    document
      .getAnimations()
      .filter((one) => one.playState === 'running' && Number.isFinite(one.effect.getComputedTiming().endTime));
  for (let still = 0; still < 3; still += 1) {
    await new Promise(requestAnimationFrame);
    if (moving().length === 0) continue;
    await Promise.allSettled(moving().map((one) => one.finished));
    still = -1;
  }
})()`;

/** What axe finds on the page that keeps somebody from using it: WCAG 2.2 A and AA, serious and critical. */
export async function barriers(page: Page): Promise<string[]> {
  // Past the policy of the page, as the tools of a browser are.
  await page.evaluate(await readFile(AXE, 'utf8'));
  await page.evaluate(AT_REST);
  const violations = await page.evaluate<readonly Violation[]>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((found) => found.violations)`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`);
}
