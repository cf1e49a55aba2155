import { malformedScope, scopeWithoutDefault, unknownResource } from './errors.ts';

const VAULT_RESOURCE = 'https://vault.azure.net';

/** What the vault takes in a token's audience: its name, and the GUID of its application in every tenant. */
export const VAULT_AUDIENCES: readonly string[] = [VAULT_RESOURCE, 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093'];

/** Others that exist in Azure: one gets a token for them, and the vault refuses it. */
const OTHER_RESOURCES: readonly string[] = [
  'https://graph.microsoft.com',
  'https://management.azure.com',
  'https://storage.azure.com',
];

/**
 * The vault's name in a challenge to clients that reached it on another port or by an address
 * (`vault/challenge.ts`): Azure knows neither, so it is the vault by another name.
 */
const VAULT_BY_ANOTHER_NAME =
  /^https:\/\/(vault\.azure\.net|\d{1,3}\.\d{1,3}\.\d{1,3}(\.\d{1,3})?)(:\d{1,5})?$/;

const DEFAULT_SUFFIX = '/.default';

/**
 * The resource that a version 2 scope is about.
 *
 * @throws IdentityError AADSTS70011 for what is no scope at all, AADSTS1002012 for one without `/.default`
 */
export function resourceOfScope(scope: string): string {
  if (!/^(https?:\/\/[^/\s]|api:\/\/[^/\s]|[\da-f-]{36}\/)\S*$/i.test(scope)) throw malformedScope(scope);
  if (!scope.endsWith(DEFAULT_SUFFIX)) throw scopeWithoutDefault(scope);
  return scope.slice(0, -DEFAULT_SUFFIX.length);
}

/**
 * The audience of a token for a resource. A slash at its end stays: Azure's vault refuses such a token too.
 *
 * @throws IdentityError AADSTS500011 for a resource that the tenant does not know
 */
export function audienceOf(resource: string, tenant: string): string {
  if (VAULT_BY_ANOTHER_NAME.test(resource)) return VAULT_RESOURCE;
  const known = [...VAULT_AUDIENCES, ...OTHER_RESOURCES];
  if (known.includes(resource.replace(/\/$/, ''))) return resource;
  throw unknownResource(resource, tenant);
}
