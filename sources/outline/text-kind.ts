import type { LeafShape } from './shape.ts';
import { wordsOf } from './words-of.ts';

/** Kinds by the formats of JSON Schema. */
const OF_FORMAT: Readonly<Record<string, string>> = {
  email: 'email',
  'idn-email': 'email',
  uri: 'url',
  url: 'url',
  'uri-reference': 'url',
  uuid: 'uuid',
  hostname: 'domain',
  ipv4: 'ip',
  ip: 'ip',
};

/** Kinds by what fields are usually called, in words. */
const OF_NAME: readonly (readonly [name: RegExp, kind: string])[] = [
  [/\be?(?: ?mail)(?: address)?$/, 'email'],
  [/\b(?:first|given) ?name$/, 'first-name'],
  [/\b(?:last|family) ?name$|\bsurname$/, 'last-name'],
  [/\b(?:company|organi[sz]ation|employer|business)(?: name)?$/, 'company'],
  [/\bjob(?: title)?$|\boccupation$/, 'job'],
  [/^(?:(?:full|display|real|contact|customer|user|owner|author) ?)?name$/, 'name'],
  [/\b(?:phone|mobile|telephone|fax)(?: number)?$/, 'phone'],
  [/\bstreet(?: ?(?:address|line))?(?: ?1)?$|\baddress(?: line)?(?: ?1)?$|^line ?1$/, 'street'],
  [/\b(?:city|town|locality)$/, 'city'],
  [/\b(?:zip|postcode|postal code|zip code|zipcode)$/, 'postal-code'],
  [/\bcountry code$/, 'country-code'],
  [/\bcountry(?: name)?$/, 'country'],
  [/\b(?:domain|hostname)(?: name)?$/, 'domain'],
  [/\b(?:url|uri|link|href|website|homepage)$/, 'url'],
  [/\bip(?: address)?$/, 'ip'],
  [/\b(?:title|subject|headline)$/, 'title'],
  [/\b(?:description|notes?|comments?|body|text|message|content|bio|summary|reason)(?: html)?$/, 'sentence'],
  [/\b(?:slug|handle|permalink|login|username|user name)$/, 'slug'],
  [/\b(?:hash|checksum|sha|etag|digest|fingerprint|md5)$/, 'hex'],
  [/\bcolou?r$/, 'color'],
  [/\bcurrency(?: code)?$/, 'currency'],
  [/\b(?:language|locale|lang)(?: code)?$/, 'language'],
];
const REGION = /\b(?:state|province|region)(?: code)?$/;
const PLACE = /^(?:city|town|locality|zip|postcode|postal code|zip code)$/;
const ID = /\b(?:id|uuid|guid|key|ref|reference|number|no|code|sku|token)$/;
const ALPHA_2 = 2;

/** A kind, and whether it is so by the name alone. */
export interface KindFound {
  readonly words: string;
  readonly isByName: boolean;
}

/**
 * The kind of a field of text: by its format, then by its name.
 *
 * @param siblings the names beside it: a state beside a city is that of an address
 */
export function textKind(name: string, leaf: LeafShape, siblings: readonly string[]): KindFound {
  const byFormat = OF_FORMAT[leaf.format ?? ''];
  if (byFormat !== undefined) return { words: byFormat, isByName: false };
  const words = wordsOf(name).join(' ');
  if (isAmount(name) && leaf.format !== 'byte') return { words: 'money text', isByName: true };
  const isAddress = siblings.some((one) => PLACE.test(wordsOf(one).join(' ')));
  if (REGION.test(words) && isAddress) return { words: 'state', isByName: true };
  const found = OF_NAME.find(([pattern]) => pattern.test(words))?.[1];
  if (found === 'country' && isShort(leaf)) return { words: 'country-code', isByName: true };
  if (found !== undefined) return { words: found, isByName: true };
  if (ID.test(words)) return { words: codeLike(leaf), isByName: true };
  return { words: 'word', isByName: true };
}

function isShort({ longest, examples }: LeafShape): boolean {
  return longest === ALPHA_2 || examples.some((one) => String(one).length === ALPHA_2);
}

/** What stands before the number: `cus_` of `cus_42`, `U` of `U012AB3CD`. */
const PREFIX = /^(?:[A-Za-z]{1,12}[_-](?=\w)|[A-Z]{1,4}(?=\d))/;

/** `code cus_` where an example begins so. */
export function codeLike({ examples }: LeafShape): string {
  const prefix = examples.map((one) => PREFIX.exec(String(one))?.[0]).find(Boolean);
  return prefix === undefined ? 'code' : `code ${prefix}`;
}

const AMOUNT =
  /^(?:amount|price|total|cost|balance|subtotal|tax|fee|fees|discount|revenue|salary|budget|paid|due)$/;

/** Whether a field of this name is an amount of money: `unit_price`, `totalAmount`; never `total_count`. */
export function isAmount(name: string): boolean {
  return AMOUNT.test(wordsOf(name).at(-1) ?? '');
}
