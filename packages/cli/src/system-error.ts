/** Whether a call of the system has failed for one of these reasons, such as `ENOENT`: see errno(3). */
export function hasSystemCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.some((code) => code === error.code);
}
