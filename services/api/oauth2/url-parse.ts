/**
 * oidc-provider asks `URL.parse`, which Node.js has since 22.1 and we run on 20.19 as well. What is put there
 * is what the standard says (https://url.spec.whatwg.org/#dom-url-parse), and only where nothing is.
 */
export function ensureUrlParse(): void {
  if ('parse' in URL) return;
  Object.defineProperty(URL, 'parse', {
    configurable: true,
    writable: true,
    value: (url: string, base?: string) => (URL.canParse(url, base) ? new URL(url, base) : null),
  });
}
