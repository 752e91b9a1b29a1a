/** The work is not wanted any more: what it was for is over, has failed at its deadline, or is gone. */
export class NotAwaited extends Error {}
