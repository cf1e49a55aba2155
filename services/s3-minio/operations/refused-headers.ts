import { S3Error } from '../errors.ts';

/** Headers that promise what is not kept here; to store the object all the same would be a lie. */
const REFUSED_HEADERS = [
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-customer-algorithm',
  'x-amz-copy-source-server-side-encryption-customer-algorithm',
  'x-amz-object-lock-mode',
  'x-amz-object-lock-legal-hold',
];

/** @throws S3Error NotImplemented that names the header */
export function requireServedHeaders(headers: Readonly<Record<string, string>>): void {
  const refused = REFUSED_HEADERS.find((name) => headers[name] !== undefined);
  if (refused === undefined) return;
  throw new S3Error(
    'NotImplemented',
    `The header ${refused} is not implemented here. Send the request without it.`,
    { Header: refused },
  );
}
