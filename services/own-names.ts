/** The names that a client may use for a server of this machine, so that its certificate must have them. */
export function ownNames(machine: {
  readonly host: string;
  readonly serverNames: readonly string[];
}): string[] {
  const names = ['localhost', '127.0.0.1', '::1', machine.host, ...machine.serverNames];
  // Everybody's address is nobody's name.
  return [...new Set(names)].filter((name) => !['0.0.0.0', '::'].includes(name));
}
