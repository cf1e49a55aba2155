/** What a statement comes to that the proxy answers in the place of the database. */
export interface Outcome {
  /** What the client is told. */
  readonly answer: Buffer;
  /** Whether the database has been made to count the batch as failed. */
  readonly hasFailed: boolean;
  /** SQLSTATE; null when it went well. */
  readonly errorCode: string | null;
}
