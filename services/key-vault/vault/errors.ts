/**
 * What the vault tells a client. Made only by the functions below. Codes, sentences and the shape are Key
 * Vault's: https://learn.microsoft.com/azure/key-vault/general/rest-error-codes
 */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly status: number;
  readonly code: string;
  readonly innerCode: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    also: { innerCode?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.innerCode = also.innerCode;
    this.headers = also.headers ?? {};
  }
}

export function presentVaultError({ code, message, innerCode }: VaultError) {
  return { error: { code, message, ...(innerCode && { innererror: { code: innerCode } }) } };
}

/** `challenge` is the value of `WWW-Authenticate`, without which the SDKs do not sign in at all. */
export function unauthorized(message: string, challenge: string): VaultError {
  return new VaultError(401, 'Unauthorized', message, { headers: { 'WWW-Authenticate': challenge } });
}

export function badParameter(message: string): VaultError {
  return new VaultError(400, 'BadParameter', message);
}

export function backupTooLarge(reason: string): VaultError {
  return badParameter(`The secret cannot be backed up. ${reason}. Purge it, or keep fewer versions.`);
}

/** What a fault plan answers with. */
export function plannedFault(status: number): VaultError {
  return new VaultError(status, 'PlannedFault', `The fault plan answers with ${status} here.`);
}

export function missingApiVersion(): VaultError {
  return new VaultError(
    400,
    'MissingApiVersionParameter',
    'The api-version query parameter (?api-version=) is required for all requests.',
  );
}

export function secretNotFound(id: string): VaultError {
  return new VaultError(
    404,
    'SecretNotFound',
    `A secret with (name/id) ${id} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
  );
}

export function deletedSecretNotFound(name: string): VaultError {
  return new VaultError(404, 'SecretNotFound', `Deleted Secret not found: ${name}`);
}

export function secretDisabled(): VaultError {
  return new VaultError(403, 'Forbidden', 'Operation get is not allowed on a disabled secret.', {
    innerCode: 'SecretDisabled',
  });
}

export function deletedButRecoverable(name: string): VaultError {
  return new VaultError(
    409,
    'Conflict',
    `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
    { innerCode: 'ObjectIsDeletedButRecoverable' },
  );
}

export function alreadyExists(name: string): VaultError {
  return new VaultError(409, 'Conflict', `Secret ${name} already exists, so its backup cannot be restored.`);
}

/** Ours, not Azure's, which has no such limit. */
export function tooManyVersions(most: number): VaultError {
  return new VaultError(
    403,
    'Forbidden',
    `This vault keeps ${most} versions of secrets, including deleted ones, and is full. Delete some secrets and purge them, or reset the playground.`,
    { innerCode: 'TooManyVersions' },
  );
}

export function unknownPath(path: string): VaultError {
  return new VaultError(404, 'NotFound', `No such path: ${path}`);
}

export function methodNotAllowed(method: string, path: string, allowed: readonly string[]): VaultError {
  const allow = allowed.join(', ');
  return new VaultError(405, 'MethodNotAllowed', `${method} is not allowed on ${path}. Use ${allow}.`, {
    headers: { Allow: allow },
  });
}

export function bodyTooLarge(mostBytes: number): VaultError {
  return new VaultError(413, 'RequestEntityTooLarge', `The body is larger than ${mostBytes} bytes.`, {
    headers: { Connection: 'close' },
  });
}

export function unsupportedMediaType(received: string): VaultError {
  const found = received === '' ? 'has no Content-Type' : `is '${received}'`;
  return new VaultError(415, 'UnsupportedMediaType', `The body must be application/json, but ${found}.`);
}

export function unexpected(id: string): VaultError {
  return new VaultError(
    500,
    'InternalServerError',
    `Something went wrong in the playground. Its log has more under ${id}.`,
  );
}
