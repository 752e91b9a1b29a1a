/** The items of a list that our own API gives page by page, asked for as they are taken. */
export async function* pages<Item>(
  page: (query: {
    readonly marker?: string;
  }) => Promise<{ readonly items: readonly Item[]; readonly next: string | null }>,
): AsyncIterable<Item> {
  for (let marker: string | null | undefined; marker !== null;) {
    const { items, next } = await page(marker === undefined ? {} : { marker });
    yield* items;
    marker = next;
  }
}
