/** The image pool that a command is about. */
export const POOL_ARGUMENT = { name: 'pool', help: 'argument.pool', complete: 'pool' } as const;
