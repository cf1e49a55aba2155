/** What the header of a form's part says. */
export interface PartHeader {
  readonly name: string | undefined;
  readonly filename: string | undefined;
}

/**
 * Reads the header lines of a part of `multipart/form-data` (RFC 7578, 4.2). Browsers write quotation marks in a name
 * as `%22`, which S3 leaves alone; others escape them with a backslash.
 */
export function parsePartHeader(text: string): PartHeader {
  const line = text.split('\r\n').find((each) => /^content-disposition[ \t]*:/i.test(each)) ?? '';
  const value = line.slice(line.indexOf(':') + 1);
  if (!/^\s*form-data\s*(?:;|$)/i.test(value)) return { name: undefined, filename: undefined };
  const filename = parameter(value, 'filename');
  return { name: parameter(value, 'name'), filename: filename && lastSegment(filename) };
}

function parameter(value: string, name: string): string | undefined {
  for (const [, found, quoted, plain] of value.matchAll(
    /;[ \t]*([\w*]+)=(?:"((?:[^"\\]|\\.)*)"|([^;"\s]*))/g,
  )) {
    if (found?.toLowerCase() === name) return quoted?.replaceAll(/\\(["\\])/g, '$1') ?? plain;
  }
  return undefined;
}

/** Some browsers send the whole path. */
function lastSegment(filename: string): string {
  return filename.slice(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
}
