import type { Noted } from '../outline/noted.ts';
import type { AuthWays } from '../outline/outline.ts';
import type { Json, OpenApiDocument, Part } from './document.ts';

type Way = Readonly<Record<string, unknown>>;

/** What a scheme is as a way of a source, or why it is none. */
type Recognised = { readonly way: Way; readonly note?: string } | { readonly why: string };

/** Flows of OAuth 2.0 in which a program fetches its tokens by itself. */
const FLOWS = ['clientCredentials', 'authorizationCode', 'password'];

/**
 * Who may ask, by the `security` of a document or else of its operations. Tokens and passwords are made up from the name.
 *
 * @param operations those that are declared
 */
export function authOf(
  document: OpenApiDocument,
  name: string,
  operations: readonly Part[],
): Noted<AuthWays> {
  const components = document.part(document.root, 'components');
  const schemes = new Map(components ? document.entries(components, 'securitySchemes') : []);
  const holder = [document.root, ...operations].find(({ value }) => value['security'] !== undefined);
  const required = holder ? document.parts(holder, 'security') : [];
  const notes: string[] = [];
  const ways = required.flatMap(({ value }): Way[] => {
    const found = Object.keys(value).map((scheme) => recognised(scheme, schemes.get(scheme), name));
    for (const one of found) {
      if ('why' in one) notes.push(`not recognised: ${one.why}`);
      else if (one.note) notes.push(one.note);
    }
    const known = found.flatMap((one) => ('way' in one ? [one.way] : []));
    if (known.length < found.length || known.length === 0) return [];
    const whole = together(known);
    if (whole === undefined) notes.push(`not recognised: ${Object.keys(value).join(' together with ')}`);
    return whole ? [whole] : [];
  });
  return {
    value: ways.length === 0 ? 'none' : unique(ways),
    ...(notes.length > 0 && { note: [...new Set(notes)].join('; ') }),
  };
}

function recognised(scheme: string, part: Part | undefined, name: string): Recognised {
  const { type, scheme: http, in: place, name: field } = part?.value ?? {};
  const word = String(http).toLowerCase();
  if (type === 'http' && word === 'bearer') return { way: { bearer: `${name}-token` } };
  if (type === 'http' && word === 'basic')
    return { way: { basic: { user: `${name}-user`, password: `${name}-password` } } };
  if (type === 'apiKey' && place === 'header')
    return { way: { headers: { [String(field)]: `${name}-key` } } };
  if (type === 'apiKey' && place === 'query') return { way: { query: { [String(field)]: `${name}-key` } } };
  if (type === 'oauth2') return oauth2(scheme, part?.value['flows'], name);
  return {
    why: part
      ? `${[type, http ?? place].filter(Boolean).join(' ')} ('${scheme}')`
      : `'${scheme}', which the document does not have`,
  };
}

function oauth2(scheme: string, flows: unknown, name: string): Recognised {
  const all = typeof flows === 'object' && flows !== null ? (flows as Json) : {};
  const flow = FLOWS.find((one) => typeof (all[one] as Json | undefined)?.['tokenUrl'] === 'string');
  const url = flow === undefined ? '' : String((all[flow] as Json)['tokenUrl']);
  const token = url.split(/[?#]/, 1)[0] as string;
  if (!/^(?:https:\/\/[^/{}]+)?\/[^\s{}]*$/.test(token)) return { why: `oauth2 ('${scheme}')` };
  return {
    way: {
      oauth2: {
        ...{ token, client: `${name}-client`, secret: `${name}-secret` },
        ...(flow === 'authorizationCode' && { refresh: `${name}-refresh` }),
      },
    },
    note: `guessed from the flow '${flow}' of '${scheme}'`,
  };
}

/** Several at once can be said of headers alone, or of parameters alone. */
function together(ways: readonly Way[]): Way | undefined {
  const [first, ...others] = ways;
  if (others.length === 0) return first;
  for (const kind of ['headers', 'query']) {
    if (ways.every((way) => kind in way))
      return { [kind]: Object.assign({}, ...ways.map((way) => way[kind])) };
  }
  return undefined;
}

function unique(ways: readonly Way[]): readonly Way[] {
  return [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()];
}
