import type { CommonSettings } from '../manifest.ts';

export interface PostgresSettings extends CommonSettings {
  /** Of the table `people`. */
  readonly postgresRows: number;
}
