import { PlaygroundError } from '../core/playground-error.ts';
import type { SourceDeclaration } from './declaration.ts';

/**
 * Checks that sources can be together.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for two of one name, and for a host that two answer for
 */
export function checkSources(sources: readonly SourceDeclaration[]): void {
  const names = new Set<string>();
  const hosts = new Map<string, string>();
  for (const { name, hosts: own } of sources) {
    if (names.has(name))
      throw badOption(`There are two sources '${name}'. Give one of them another 'name' in its file.`);
    names.add(name);
    for (const host of own.map((one) => one.toLowerCase())) {
      const other = hosts.get(host);
      if (other !== undefined)
        throw badOption(
          `The sources '${other}' and '${name}' both answer for ${host}. Give one of them another 'host', or make one source of both.`,
        );
      hosts.set(host, name);
    }
  }
}

function badOption(message: string): PlaygroundError {
  return new PlaygroundError('ERR_BAD_OPTION', message);
}
