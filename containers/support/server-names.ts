import { engineClient } from './engine-client.ts';

/** What clients may call a container beside localhost: the engine's machine, and its names in its network. */
export async function otherNames(networkAliases: readonly string[]): Promise<string[]> {
  const { host } = (await engineClient()).info.containerRuntime;
  return [...new Set([host, ...networkAliases])].filter((name) => name !== 'localhost');
}

/** All that a certificate of a server in a container must name. */
export async function serverNames(networkAliases: readonly string[]): Promise<string[]> {
  return ['localhost', '127.0.0.1', '::1', ...(await otherNames(networkAliases))];
}
