import type { Locator } from 'playwright-core';

/**
 * Turns a switch on by its label, as with a mouse: that waits until a dialog stands still. A key would go to whatever has the focus,
 * which is something else while the dialog opens.
 */
export async function turnOn(within: Locator, name: string): Promise<void> {
  const control = within.page().getByRole('switch', { name });
  await within.locator('label').filter({ has: control }).click();
  await within.getByRole('switch', { name, checked: true }).waitFor();
}
