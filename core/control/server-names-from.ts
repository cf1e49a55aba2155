/** Reads `PLAYGROUND_SERVER_NAMES`: what clients call this machine, separated by commas. */
export function serverNamesFrom(env: Readonly<Record<string, string | undefined>>): string[] {
  const names = (env['PLAYGROUND_SERVER_NAMES'] ?? '').split(',').map((name) => name.trim());
  return names.filter((name) => name !== '');
}
