/** Whether `error` is the operating system's with this code, such as ENOENT. See errno(3). */
export function hasErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
