import { type Credentials, manifestOf, serviceNames } from './manifests.ts';

/** `fixed`: the same on every machine and every day. `random`: new secrets, under the same names. */
export function credentialsOf(kind: 'fixed' | 'random'): Credentials {
  const kinds = serviceNames.map((name) => [name, manifestOf(name).credentials] as const);
  return Object.fromEntries(
    kinds.map(([name, { fixed, random }]) => [name, kind === 'fixed' ? fixed : random()]),
  ) as Credentials;
}

/** The same credentials for a further world, recognisable by its name. */
export function credentialsOfWorld(world: string, credentials: Credentials): Credentials {
  return Object.fromEntries(
    serviceNames.map((name) => [
      name,
      manifestOf(name).credentials.ofWorld(world, credentials[name] as never),
    ]),
  ) as unknown as Credentials;
}
