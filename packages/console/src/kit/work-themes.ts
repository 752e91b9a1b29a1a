/** The colour of a label that says how background work stands. */
export const WORK_THEMES = {
  waiting: 'unknown',
  running: 'info',
  succeeded: 'success',
  failed: 'danger',
  cancelled: 'warning',
} as const;
