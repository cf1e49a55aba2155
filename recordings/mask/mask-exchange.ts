import { maskSecrets } from '../../core/mask-secrets.ts';
import { MASK } from '../../core/mask-values.ts';
import { isSecretName } from '../../core/secret-names.ts';
import { type Exchange, type Field, mediaTypeOf, type RecordedRequest } from '../exchange.ts';
import { maskBody } from './mask-body.ts';

/** Fields whose values are addresses, with a query perhaps. */
const ADDRESSES = new Set(['location', 'content-location', 'referer', 'refresh', 'origin']);
/** The addresses of a `Link` (RFC 8288, section 3). */
const LINKED = /<([^<>]*)>/g;

/** An exchange as it may be kept: `***` stands for every secret in its address, its fields and its bodies. */
export function maskExchange({ startedAt, timings, request, response }: Exchange): Exchange {
  return {
    startedAt,
    timings,
    request: maskRequest(request),
    response: {
      ...response,
      fields: response.fields.map(maskField),
      body: response.body && maskBody(response.body, mediaTypeOf(response.fields), 'response'),
    },
  };
}

/** The same for a request alone: two that differ in their secrets only are the same then. */
export function maskRequest(request: RecordedRequest): RecordedRequest {
  return {
    ...request,
    url: maskSecrets(request.url),
    fields: request.fields.map(maskField),
    body: maskBody(request.body, mediaTypeOf(request.fields), 'request'),
  };
}

function maskField({ name, value }: Field): Field {
  const lower = name.toLowerCase();
  if (lower === 'set-cookie') return { name, value: maskSetCookie(value) };
  if (lower === 'link')
    return { name, value: value.replaceAll(LINKED, (_, url: string) => `<${maskSecrets(url)}>`) };
  if (ADDRESSES.has(lower)) return { name, value: maskSecrets(value) };
  return { name, value: isSecretName(lower) ? MASK : value };
}

/** The name and the attributes stay, so that a client who is given it again keeps a cookie. */
function maskSetCookie(value: string): string {
  const [cookie = '', ...attributes] = value.split(';');
  return [`${cookie.split('=', 1)[0]}=${MASK}`, ...attributes].join(';');
}
