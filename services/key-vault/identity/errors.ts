/**
 * What the identity platform tells a client that gets no token. Made only by the functions below. Codes,
 * sentences and fields are those of Microsoft Entra ID:
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export class IdentityError extends Error {
  override readonly name = 'IdentityError';
  readonly status: number;
  /** OAuth 2.0's word for it (RFC 6749, section 5.2), or one of Microsoft's own. */
  readonly error: string;
  /** The number after `AADSTS`. */
  readonly number: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, error: string, number: number, message: string, headers = {}) {
    super(message);
    this.status = status;
    this.error = error;
    this.number = number;
    this.headers = headers;
  }
}

export function missingParameter(parameter: string): IdentityError {
  const message = `The request body must contain the following parameter: '${parameter}'.`;
  return new IdentityError(400, 'invalid_request', 900144, message);
}

/** What a fault plan answers with; AADSTS 90033 is the platform's number for a transient error. */
export function plannedFault(status: number): IdentityError {
  return new IdentityError(status, 'planned_fault', 90033, `The fault plan answers with ${status} here.`);
}

export function missingSecret(): IdentityError {
  const message =
    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.";
  return new IdentityError(401, 'invalid_client', 7000216, message);
}

export function invalidSecret(clientId: string): IdentityError {
  const message = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`;
  return new IdentityError(401, 'invalid_client', 7000215, message);
}

export function unknownClient(clientId: string, tenant: string): IdentityError {
  const message = `Application with identifier '${clientId}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`;
  return new IdentityError(400, 'unauthorized_client', 700016, message);
}

/** `error`: the token endpoints say `invalid_request`, the discovery documents `invalid_tenant`. */
export function unknownTenant(tenant: string, error: 'invalid_request' | 'invalid_tenant'): IdentityError {
  const message = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`;
  return new IdentityError(400, error, 90002, message);
}

export function malformedScope(scope: string): IdentityError {
  const message = `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid. The scope format is invalid. Scope must be in a valid URI form <https://example/scope> or a valid Guid <guid/scope>.`;
  return new IdentityError(400, 'invalid_scope', 70011, message);
}

export function scopeWithoutDefault(scope: string): IdentityError {
  const message = `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`;
  return new IdentityError(400, 'invalid_scope', 1002012, message);
}

export function unknownResource(resource: string, tenant: string): IdentityError {
  const message = `The resource principal named ${resource} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`;
  return new IdentityError(400, 'invalid_resource', 500011, message);
}

export function unsupportedGrant(grantType: string): IdentityError {
  const message = `The app requested an unsupported grant type '${grantType}'.`;
  return new IdentityError(400, 'unsupported_grant_type', 70003, message);
}

export function unknownInstance(): IdentityError {
  return new IdentityError(400, 'invalid_instance', 50049, 'Unknown or invalid instance.');
}

/** When and where it happened, which Microsoft's support would ask for. */
interface Occasion {
  readonly traceId: string;
  readonly correlationId: string;
  readonly nowMs: number;
}

export function presentIdentityError({ error, number, message }: IdentityError, occasion: Occasion) {
  const { traceId, correlationId } = occasion;
  const timestamp = `${new Date(occasion.nowMs).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    error,
    error_description: `AADSTS${number}: ${message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${number}`,
  };
}
