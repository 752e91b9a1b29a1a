/** What background work says about itself; pino's logger is one. */
export interface WorkLog {
  info(context: object, message: string): void;
  warn(context: object, message: string): void;
  error(context: object, message: string): void;
}
