import type { CommonSettings } from '../manifest.ts';
import type { S3Options } from './options.ts';

export interface S3Settings extends CommonSettings {
  /** CSV files under `parallel/` beside the eight tables. */
  readonly s3Files: number;
}

export type S3Credentials = Pick<S3Options, 'accessKeyId' | 'secretAccessKey'>;
