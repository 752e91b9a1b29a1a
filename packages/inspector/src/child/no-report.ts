/** The process gave no result that can be used. The message is a sentence for the report: why nothing is known. */
export class NoReportError extends Error {
  override readonly name = 'NoReportError';
}
