import { PlaygroundError } from '../../core/playground-error.ts';
import type { Exchange } from '../exchange.ts';
import { maskExchange } from '../mask/mask-exchange.ts';
import { EntryError, isObject } from './har-value.ts';
import { readEntry } from './read-entry.ts';

/** An exchange, and where it stands: entry 1 is the first of its file. */
export interface RecordedEntry extends Exchange {
  readonly file: string;
  readonly entry: number;
}

/**
 * Reads HAR 1.2 (softwareishard.com/blog/har-12-spec), as `playground record`, browsers and mitmproxy write it. Secrets are
 * masked: what a browser wrote has them, and requests are compared without.
 *
 * @param file what errors call it
 * @throws PlaygroundError `ERR_BAD_OPTION` with the file, the number of the entry and what is missing
 */
export function parseHar(text: string, file: string): RecordedEntry[] {
  const entries = entriesOf(text, file);
  const exchanges = entries.flatMap((entry, index) => {
    try {
      const exchange = readEntry(entry);
      return exchange === undefined ? [] : [{ ...maskExchange(exchange), file, entry: index + 1 }];
    } catch (error) {
      if (!(error instanceof EntryError)) throw error;
      throw refused(`${file}: entry ${index + 1} cannot be read: ${error.message}.`);
    }
  });
  if (exchanges.length === 0) {
    throw refused(`${file} has no answer over HTTP in its ${entries.length} entries. Record it again.`);
  }
  return exchanges;
}

function entriesOf(text: string, file: string): readonly unknown[] {
  let har: unknown;
  try {
    har = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw refused(`${file} is not a HAR file: it is not JSON: ${(cause as Error).message}.`, cause);
  }
  const log = isObject(har) ? har['log'] : undefined;
  const entries = isObject(log) ? log['entries'] : undefined;
  if (!Array.isArray(entries)) throw refused(`${file} is not a HAR file: it has no list 'log.entries'.`);
  return entries;
}

function refused(message: string, cause?: unknown): PlaygroundError {
  return new PlaygroundError('ERR_BAD_OPTION', message, { cause });
}
