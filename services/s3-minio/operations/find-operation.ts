import { S3Error } from '../errors.ts';
import type { Operation } from './operation.ts';
import { requireServedHeaders } from './refused-headers.ts';
import { type Level, OPERATIONS } from './table.ts';

/** Every query parameter that S3 takes for a part of a bucket or object, whether or not it is served here. */
const SUBRESOURCES = [
  ...['accelerate', 'acl', 'analytics', 'attributes', 'cors', 'delete', 'encryption', 'intelligent-tiering'],
  ...['inventory', 'legal-hold', 'lifecycle', 'list-type', 'location', 'logging', 'metrics', 'notification'],
  ...['object-lock', 'ownershipControls', 'policy', 'policyStatus', 'publicAccessBlock', 'renameObject'],
  ...['replication', 'requestPayment', 'restore', 'retention', 'select', 'session', 'tagging', 'torrent'],
  ...[
    'uploadId',
    'uploads',
    'versioning',
    'versions',
    'website',
    'metadataTable',
    'metadataConfiguration',
    'abac',
  ],
];
const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];

const OPERATION_OF = new Map(
  OPERATIONS.map(([level, method, subresource, name, operation]) => [
    `${level} ${method} ${subresource}`,
    { name, operation },
  ]),
);

interface Asked {
  readonly method: string;
  readonly level: Level;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Readonly<Record<string, string>>;
}

/** @throws S3Error NotImplemented, or MethodNotAllowed for a method S3 has not */
export function findOperation({ method, level, query, headers }: Asked): {
  name: string;
  operation: Operation;
} {
  if (!METHODS.includes(method)) throw new S3Error('MethodNotAllowed', undefined, { Method: method });
  requireServedHeaders(headers);
  const subresource = SUBRESOURCES.find((name) => query.has(name)) ?? '';
  const copy = method === 'PUT' && headers['x-amz-copy-source'] !== undefined ? '+copy' : '';
  const found = OPERATION_OF.get(`${level} ${method} ${subresource}${copy}`);
  if (!found) {
    const target = subresource === '' ? `a ${level}` : `'?${subresource}' of a ${level}`;
    throw new S3Error('NotImplemented', `${method} on ${target} is not implemented here.`, {
      Resource: target,
    });
  }
  return found;
}
