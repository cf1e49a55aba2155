import type { ParsedUrlQuery } from 'node:querystring';

/**
 * oidc-provider revokes and introspects no token that looks like a JWT, because it could not know whether one
 * was revoked. We do (`access-tokens.ts`), so it gets to see a form's token with other separators.
 */
export function disguised(form: ParsedUrlQuery | undefined): ParsedUrlQuery | undefined {
  const token = form?.['token'];
  return typeof token === 'string' ? { ...form, token: token.replaceAll('.', '~') } : form;
}

/** The token itself again. There is no `~` in base64url. */
export function undisguised(token: string): string {
  return token.replaceAll('~', '.');
}
