/** Why a statement failed, as its client is told in an ErrorResponse. The session goes on. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  /** SQLSTATE, as in appendix A of PostgreSQL's documentation. */
  readonly code: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;

  constructor(code: string, message: string, { detail, hint }: { detail?: string; hint?: string } = {}) {
    super(message);
    this.code = code;
    this.detail = detail;
    this.hint = hint;
  }
}
