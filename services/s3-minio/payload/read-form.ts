import { collect } from '../../../core/collect.ts';
import { S3Error } from '../errors.ts';
import { FormSource } from './form-source.ts';
import type { PartHeader } from './part-header.ts';

export interface UploadForm {
  /** The fields before the file, by lower-case name. */
  readonly fields: ReadonlyMap<string, string>;
  /** Its iteration throws S3Error MalformedPOSTRequest when the form breaks off. */
  readonly file: AsyncIterable<Buffer>;
  readonly filename: string;
  /** Lets go of the body, whose rest somebody else may then read. */
  readonly close: () => Promise<void>;
}

/** S3's own bound: "the form data and boundaries (excluding the file) cannot exceed 20 KB" ("POST Object"). */
const MOST_FIELD_BYTES = 20 * 1024;
const MOST_FIELDS = 200;

/**
 * Reads an upload form up to its file, which must be its last part. A form is read before anybody has signed anything,
 * so what is kept of it is bounded before it is collected, in size and in number.
 *
 * @param fieldsMs how long everything before the file may take
 * @throws S3Error RequestTimeout; MalformedPOSTRequest; MaxPostPreDataLengthExceededError; InvalidArgument when there is no file
 */
export async function readForm(
  contentType: string,
  body: AsyncIterable<Buffer>,
  fieldsMs: number,
): Promise<UploadForm> {
  const source = new FormSource(boundaryOf(contentType), body, fieldsMs);
  try {
    const fields = new Map<string, string>();
    const file = await readFields(source, fields);
    return {
      fields,
      file: source.withoutDeadline(),
      filename: file.filename ?? '',
      close: () => source.close(),
    };
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** @returns the header of the file */
async function readFields(source: FormSource, fields: Map<string, string>): Promise<PartHeader> {
  // What stands before the first boundary means nothing (RFC 2046), but it counts.
  const preamble = await collect(source.content(), MOST_FIELD_BYTES, tooMuch);
  let leftBytes = MOST_FIELD_BYTES - preamble.length;
  for (let count = 0; ; count += 1) {
    const part = await source.nextPart();
    if (!part) {
      throw new S3Error('InvalidArgument', 'POST requires exactly one file upload per request.');
    }
    if (part.name === 'file') return part;
    // Some clients give every part a file name; it is a field all the same.
    const value = await collect(source.content(), leftBytes, tooMuch);
    leftBytes -= value.length;
    if (count >= MOST_FIELDS) throw tooMuch();
    if (part.name !== undefined) fields.set(part.name.toLowerCase(), value.toString('utf8'));
  }
}

function tooMuch(): S3Error {
  return new S3Error('MaxPostPreDataLengthExceededError');
}

/** RFC 2046, 5.1.1: 1 to 70 characters. */
function boundaryOf(contentType: string): string {
  const [, quoted, plain] =
    /;\s*boundary=(?:"([^"]{1,70})"|([^;,\s"]{1,70}))\s*(?:;|$)/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw new S3Error('MalformedPOSTRequest');
  return boundary;
}
