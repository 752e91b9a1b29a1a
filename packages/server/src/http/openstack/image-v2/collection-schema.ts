/** The JSON schema of a list: its entries under their plural name, and the links to its pages. */
export function collectionSchema(name: string, items: object) {
  return {
    name,
    properties: {
      [name]: { type: 'array', items },
      first: { type: 'string' },
      next: { type: 'string' },
      schema: { type: 'string' },
    },
    links: [
      { rel: 'first', href: '{first}' },
      { rel: 'next', href: '{next}' },
      { rel: 'describedby', href: '{schema}' },
    ],
  };
}
