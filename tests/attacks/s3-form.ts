import { createHmac } from 'node:crypto';
import { expect } from '@jest/globals';
import type { S3Endpoints } from '../../services/s3-minio/endpoints.ts';
import { type PlainAnswer, sendPlain } from '../services/s3-minio/plain-request.ts';
import { type AttackedS3, SCRATCH } from './s3-under-attack.ts';

const NEXT_YEAR = new Date(Date.now() + 365 * 24 * 3_600_000).toISOString();

/** The key that the policies of these tables are for, as the field of a form. */
export const KEY = { key: 'form' };
/** The conditions of a policy that lets it be stored. */
export const ALLOWED = [{ bucket: SCRATCH }, KEY];

export async function expectNothingStored(s3: AttackedS3): Promise<void> {
  const listed = await s3.ask({ path: `/${SCRATCH}` });
  expect(listed.body).not.toContain('<Key>');
}

export type Fields = Readonly<Record<string, string>>;

/** A policy as it stands in the form. */
export function policyOf(conditions: unknown, expiration: unknown = NEXT_YEAR): string {
  return Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64');
}

/** The fields that sign a policy by Version 2. */
export function signPolicy({ accessKeyId, secretAccessKey }: S3Endpoints, policy: string): Fields {
  const signature = createHmac('sha1', secretAccessKey).update(policy).digest('base64');
  return { AWSAccessKeyId: accessKeyId, policy, signature };
}

/** Posts the fields in their order, a file of `bytes` behind them, and other fields behind that. */
export function postForm(
  endpoints: S3Endpoints,
  fields: Fields,
  { filename = 'f', late = {} }: { filename?: string; late?: Fields } = {},
): Promise<PlainAnswer> {
  const file = `--b\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\n\r\nbytes\r\n`;
  const body = `${partsOf(fields)}${file}${partsOf(late)}--b--\r\n`;
  const headers = {
    'content-type': 'multipart/form-data; boundary=b',
    'content-length': String(Buffer.byteLength(body)),
  };
  return sendPlain(endpoints, { method: 'POST', path: `/${SCRATCH}`, headers, body });
}

function partsOf(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('');
}
