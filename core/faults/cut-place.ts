import type { Effects } from './effects.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;

/** Where a body is cut, in bytes from its beginning. */
export function cutPlace(cut: Exclude<Effects['cut'], undefined>, body: Buffer, mediaType: string): number {
  if (typeof cut === 'number') return Math.min(cut, body.length);
  const half = Math.floor(body.length / 2);
  if (cut === 'half') return half;
  return mediaType.includes('json') && !mediaType.includes('ndjson')
    ? lastObjectEnd(body, half)
    : lastLineEnd(body, half);
}

/** After the last line that ends before a place; a line end within quotes belongs to a field of CSV. */
function lastLineEnd(body: Buffer, before: number): number {
  let end = 0;
  let isQuoted = false;
  for (let place = 0; place < before; place += 1) {
    if (body[place] === QUOTE) isQuoted = !isQuoted;
    else if (body[place] === LINE_FEED && !isQuoted) end = place + 1;
  }
  return end;
}

/** After the last `}` before a place that a comma follows, with which a row of a list ends. */
function lastObjectEnd(body: Buffer, before: number): number {
  let end = 0;
  let isQuoted = false;
  for (let place = 0; place < before; place += 1) {
    const byte = body[place];
    if (isQuoted && byte === BACKSLASH) place += 1;
    else if (byte === QUOTE) isQuoted = !isQuoted;
    else if (!isQuoted && byte === 0x7d && body[place + 1] === 0x2c) end = place + 1;
  }
  return end;
}
