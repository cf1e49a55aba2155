/** A header field as it was sent: its spelling kept, and one that came twice here twice. */
export interface Field {
  readonly name: string;
  readonly value: string;
}

/** A request for a public host. */
export interface RecordedRequest {
  /** In capitals. */
  readonly method: string;
  /** Absolute: `https://api.example.com/v1/customers?page=2`. */
  readonly url: string;
  readonly fields: readonly Field[];
  /** Unpacked: no longer gzip or Brotli. Empty for a request without one. */
  readonly body: Buffer;
}

interface RecordedResponse {
  /** 200 to 599. */
  readonly status: number;
  readonly reason: string;
  readonly fields: readonly Field[];
  /** Unpacked. Undefined where the recording has the answer, but not its body. */
  readonly body: Buffer | undefined;
}

/** How long the parts of an exchange took, in milliseconds. */
interface Timings {
  readonly send: number;
  readonly wait: number;
  readonly receive: number;
}

/** One request and its answer. */
export interface Exchange {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly timings: Timings;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
}

/** The first value of a field, whatever the spelling of its name. */
function fieldOf(fields: readonly Field[], name: string): string | undefined {
  return fields.find((field) => field.name.toLowerCase() === name)?.value;
}

/** `application/json` of `application/json; charset=utf-8`; an empty text where there is none. */
export function mediaTypeOf(fields: readonly Field[]): string {
  return (fieldOf(fields, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Fields out of the flat list of Node.js: name and value in turn, a character for each byte. */
export function fieldsOf(raw: readonly string[]): Field[] {
  return raw.flatMap((name, index) =>
    index % 2 === 0 ? [{ name, value: decoded(raw[index + 1] ?? '') }] : [],
  );
}

function decoded(value: string): string {
  return Buffer.from(value, 'latin1').toString('utf8');
}
