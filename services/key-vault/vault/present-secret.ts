import { type DeletedSecret, latestOf, type Secret, type SecretVersion } from './secret.ts';
import { RECOVERABLE_DAYS } from './secret-store.ts';

/*
 * The shapes of the REST API: https://learn.microsoft.com/rest/api/keyvault/secrets. `origin` is the
 * address under which the client knows the vault, and every identifier begins with it.
 */

/** A version without its value: the answer to an update or a recovery. */
export function presentProperties(origin: string, name: string, version: SecretVersion) {
  return { id: `${origin}/secrets/${name}/${version.id}`, ...presentDetails(version) };
}

export function presentSecret(origin: string, name: string, version: SecretVersion) {
  return { value: version.value, ...presentProperties(origin, name, version) };
}

/** In a list of secrets: no version in the identifier, but the details of the latest. */
export function presentItem(origin: string, secret: Secret) {
  return { id: `${origin}/secrets/${secret.name}`, ...presentDetails(latestOf(secret)) };
}

export function presentDeleted(origin: string, secret: DeletedSecret) {
  return { ...presentDeletion(origin, secret), ...presentProperties(origin, secret.name, latestOf(secret)) };
}

export function presentDeletedItem(origin: string, secret: DeletedSecret) {
  return { ...presentDeletion(origin, secret), ...presentItem(origin, secret) };
}

function presentDeletion(origin: string, { name, deletedAt, scheduledPurgeAt }: DeletedSecret) {
  return {
    recoveryId: `${origin}/deletedsecrets/${name}`,
    deletedDate: deletedAt,
    scheduledPurgeDate: scheduledPurgeAt,
  };
}

function presentDetails(version: SecretVersion) {
  const { contentType, tags, notBefore, expires } = version;
  return {
    ...(contentType !== undefined && { contentType }),
    attributes: {
      enabled: version.enabled,
      ...(notBefore !== undefined && { nbf: notBefore }),
      ...(expires !== undefined && { exp: expires }),
      created: version.created,
      updated: version.updated,
      recoveryLevel: 'Recoverable+Purgeable',
      recoverableDays: RECOVERABLE_DAYS,
    },
    ...(tags && { tags }),
  };
}
