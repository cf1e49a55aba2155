const ALWAYS = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * The fields for a message's end, its target and its kind are never hop-by-hop: a `Connection` that names one
 * would make two neighbours read one message differently (RFC 9110, section 7.6.1).
 */
const NEVER = new Set([
  'authorization',
  'content-encoding',
  'content-length',
  'content-range',
  'content-type',
  'cookie',
  'expect',
  'host',
  'range',
  'transfer-encoding',
  'via',
]);

/** The field that `Connection` must not name, but does; undefined when there is none. */
export function wrongConnectionOption(rawHeaders: readonly string[]): string | undefined {
  return [...connectionOptions(rawHeaders)].find((option) => NEVER.has(option));
}

/**
 * Leaves out the fields that are between two neighbours only (RFC 9110, section 7.6.1): those above, and those that
 * `Connection` names. Both lists are flat, name and value in turn, as sent.
 */
export function withoutHopByHop(rawHeaders: readonly string[]): string[] {
  const dropped = new Set(ALWAYS);
  for (const option of connectionOptions(rawHeaders)) if (!NEVER.has(option)) dropped.add(option);
  return [...pairsOf(rawHeaders)].filter(([name]) => !dropped.has(name.toLowerCase())).flat();
}

function* connectionOptions(rawHeaders: readonly string[]): Generator<string> {
  for (const [name, value] of pairsOf(rawHeaders)) {
    if (name.toLowerCase() !== 'connection') continue;
    for (const option of value.split(',')) yield option.trim().toLowerCase();
  }
}

function* pairsOf(rawHeaders: readonly string[]): Generator<[name: string, value: string]> {
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    yield [rawHeaders[index] as string, rawHeaders[index + 1] as string];
  }
}
