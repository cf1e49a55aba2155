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
 * Leaves out the fields that are between two neighbours only (RFC 9110, section 7.6.1): those above, and those that
 * `Connection` names. Both lists are flat, name and value in turn, as sent.
 */
export function withoutHopByHop(rawHeaders: readonly string[]): string[] {
  const dropped = new Set(ALWAYS);
  for (const [name, value] of pairsOf(rawHeaders)) {
    if (name.toLowerCase() !== 'connection') continue;
    for (const option of value.split(',')) dropped.add(option.trim().toLowerCase());
  }
  return [...pairsOf(rawHeaders)].filter(([name]) => !dropped.has(name.toLowerCase())).flat();
}

function* pairsOf(rawHeaders: readonly string[]): Generator<[name: string, value: string]> {
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    yield [rawHeaders[index] as string, rawHeaders[index + 1] as string];
  }
}
