/** What a token must hold to see `/auth/oauth2/data`; granted when a client asks for nothing in particular. */
export const PEOPLE_SCOPE = 'people.read';

/** The scopes of the API. `companies.read` opens nothing: a token with it alone shows what 403 looks like. */
export const API_SCOPES: readonly string[] = [PEOPLE_SCOPE, 'companies.read'];

/** Those that OpenID Connect knows; `openid` adds an ID token. */
export const OPENID_SCOPES: readonly string[] = ['openid', 'offline_access'];

/**
 * The audience of access tokens (RFC 8707, `aud` in RFC 9068). A name and no address, so that a token which was
 * fetched from `localhost` is good at `127.0.0.1`, and at every replica.
 */
export const RESOURCE = 'urn:connector-playground:api';

/** The one user there is, who is always signed in and always agrees. */
export const USER = 'playground-user';
