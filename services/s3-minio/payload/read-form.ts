import { once } from 'node:events';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { S3Error } from '../errors.ts';

export interface UploadForm {
  /** The fields before the file, by lower-case name. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: AsyncIterable<Buffer>;
  readonly filename: string;
  /** Lets the rest of the form pass, so that the client can send it all and then hear why it was refused. */
  readonly discardRest: () => void;
}

/** Also for a file that is sent as a field, that is, without a file name. */
const LONGEST_FIELD_BYTES = 1024 * 1024;
const MOST_FIELDS = 200;

/**
 * Reads an upload form up to its file, which must be its last part.
 *
 * @throws S3Error MalformedPOSTRequest; InvalidArgument when there is no file
 */
export async function readForm(contentType: string, body: AsyncIterable<Buffer>): Promise<UploadForm> {
  const parser = openParser(contentType);
  const fields = new Map<string, string>();
  const form = new Promise<UploadForm>((resolve, reject) => {
    parser.on('field', (name, value, { valueTruncated }) => {
      if (valueTruncated) reject(new S3Error('EntityTooLarge'));
      else if (name === 'file')
        resolve({ fields, file: bytesOf(value), filename: '', discardRest: () => undefined });
      else fields.set(name.toLowerCase(), value);
    });
    parser.on('file', (name, stream, { filename }) => {
      if (name === 'file') resolve(formWith(fields, stream, filename ?? ''));
      // Some clients give every part a file name.
      else collectField(stream, (value) => fields.set(name.toLowerCase(), value));
    });
    parser.once('error', () => reject(new S3Error('MalformedPOSTRequest')));
    parser.once('close', () =>
      reject(new S3Error('InvalidArgument', 'POST requires exactly one file upload per request.')),
    );
  });
  feed(parser, body).catch((error: Error) => parser.destroy(error));
  return form;
}

function openParser(contentType: string): busboy.Busboy {
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      limits: { fieldSize: LONGEST_FIELD_BYTES, fields: MOST_FIELDS },
    });
  } catch {
    throw new S3Error('MalformedPOSTRequest');
  }
}

async function feed(parser: busboy.Busboy, body: AsyncIterable<Buffer>): Promise<void> {
  const closed = once(parser, 'close').catch(() => undefined);
  for await (const chunk of body) {
    if (!parser.write(chunk)) await Promise.race([once(parser, 'drain'), closed]);
  }
  parser.end();
}

function formWith(fields: ReadonlyMap<string, string>, stream: Readable, filename: string): UploadForm {
  const discardRest = (): void => {
    stream.on('error', () => undefined);
    stream.resume();
  };
  return { fields, file: failingAsMalformed(stream), filename, discardRest };
}

function collectField(stream: Readable, take: (value: string) => void): void {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => take(Buffer.concat(chunks).toString('utf8')));
  stream.on('error', () => undefined);
}

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

async function* failingAsMalformed(stream: Readable): AsyncGenerator<Buffer> {
  try {
    yield* stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch {
    throw new S3Error('MalformedPOSTRequest');
  }
}
