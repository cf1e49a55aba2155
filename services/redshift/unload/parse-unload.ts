import { invalidValue, notAlone, notAQuery, outermostLimit } from './errors.ts';
import { hasOutermostLimit } from './outermost-limit.ts';
import { parseOptions } from './parse-options.ts';
import { presentOptions } from './present-options.ts';
import type { UnloadStatement } from './statement.ts';
import { TokenReader } from './token-reader.ts';

/**
 * Reads `UNLOAD ('query') TO 's3://bucket/prefix'`, and then an authorization and options in any order.
 *
 * @throws SqlError for what Amazon Redshift would not take, and for what is not supported here
 */
export function parseUnload(sql: string): UnloadStatement {
  const reader = new TokenReader(sql);
  reader.expect('unload');
  reader.expectSign('(');
  const query = reader.text();
  reader.expectSign(')');
  reader.expect('to');
  const place = reader.text();
  const options = parseOptions(reader);
  if (reader.takesSign(';') && !reader.isAtEnd) throw notAlone();
  if (!reader.isAtEnd) throw reader.unexpected();
  if (!isQuery(query)) throw notAQuery();
  if (hasOutermostLimit(query)) throw outermostLimit();
  return { query, ...parsePlace(place), ...presentOptions(options) };
}

/** Whether it is a correct one is for the database to say. */
function isQuery(text: string): boolean {
  const reader = new TokenReader(text);
  while (reader.takesSign('('));
  return reader.takes('select', 'with') !== undefined;
}

function parsePlace(place: string): { bucket: string; prefix: string } {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)(?:\/(.*))?$/s.exec(place) ?? [];
  if (bucket === undefined) throw invalidValue('TO', place, 's3://<bucket>/<prefix>');
  return { bucket, prefix };
}
