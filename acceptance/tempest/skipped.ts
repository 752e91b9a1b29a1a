/** What tempest skips by its configuration, and why that is right: reason → tests. */
export const SKIPPED: Readonly<Record<string, readonly string[]>> = {};
