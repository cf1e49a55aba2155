import type { CommonSettings } from '../manifest.ts';

export interface PostgresSettings extends CommonSettings {
  /** Of the table `people`. */
  readonly postgresRows: number;
  /** Whether each statement of a client is noted. */
  readonly journalStatements: boolean;
}
