import { Document, isScalar, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { draftResources, type ResourceDraft } from './draft-resources.ts';
import type { Field, FieldWords } from './field-words.ts';
import type { Noted } from './noted.ts';
import type { Outline } from './outline.ts';

const PASSED_OVER = 'passed over: they change nothing here';

/**
 * The text of a `NAME.source.yaml` (docs/your-own-source.md): what was guessed is told behind its line, what could not be
 * declared at the end.
 *
 * @returns undefined where there is no list that could be a resource; `leftOut` has the reasons
 */
export function presentSource(outline: Outline): {
  readonly text?: string;
  readonly leftOut: readonly string[];
} {
  const { from, hosts, documentation, auth } = outline;
  const drafts = draftResources(outline);
  const leftOut = [...outline.leftOut, ...drafts.leftOut];
  if (drafts.resources.length === 0) return { leftOut };
  const source = new Document({});
  const [host, another] = hosts.value;
  const pairs = [
    pair('host', hosts, another === undefined ? host : flow(hosts.value)),
    ...(documentation === undefined ? [] : [pair('documentation', { value: documentation })]),
    pair('auth', auth, authOf(auth.value)),
    pair('resources', { value: null }, mapOf(drafts.resources.map(resourceOf))),
  ];
  source.contents = mapOf(pairs) as never;
  source.commentBefore = ` ${oneLine(`Read from ${from}. What was guessed is told behind its line: correct it.`)}`;
  if (leftOut.length > 0)
    source.comment = [' Left out:', ...leftOut.map((one) => `   ${oneLine(one)}`)].join('\n');
  return { text: source.toString({ lineWidth: 0, flowCollectionPadding: true }), leftOut };
}

function authOf(auth: Outline['auth']['value']): unknown {
  if (auth === 'none') return auth;
  const [only, another] = auth;
  return another === undefined ? flow(only) : flow(auth);
}

function resourceOf(draft: ResourceDraft): Pair {
  const { name, path, of, key, fields, body, paging, since, hasOne, ignores, leftOut } = draft;
  const map = mapOf([
    pair('path', path),
    ...(of ? [pair('of', of)] : []),
    ...(key === undefined ? [] : [pair('key', { value: key })]),
    pair('fields', { value: null }, mapOf(fields.map(fieldOf))),
    ...(body.value === '$items' ? [] : [pair('body', body, flow(body.value))]),
    ...(paging ? [pair('paging', paging, flow(paging.value))] : []),
    ...(since ? [pair('since', since, flow(since.value))] : []),
    ...(hasOne ? [] : [pair('one', { value: false })]),
    ...(ignores.length === 0 ? [] : [pair('ignores', { value: null, note: PASSED_OVER }, flow(ignores))]),
  ]);
  if (leftOut.length > 0) map.comment = leftOut.map((one) => ` left out: ${oneLine(one)}`).join('\n');
  return pair(name, { value: null }, map);
}

function fieldOf({ name, words, note }: Field): Pair {
  return pair(name, { value: null, ...(note !== undefined && { note }) }, wordsNode(words));
}

function wordsNode(words: FieldWords): unknown {
  switch (words.is) {
    case 'kind':
      return words.words;
    case 'choices':
      return flow(words.values);
    case 'constant':
      return typeof words.value === 'string' ? `= ${words.value}` : words.value;
    case 'object':
      return words.fields.length === 0 ? flow({}) : mapOf(words.fields.map(fieldOf));
    case 'list': {
      const list = new YAMLSeq();
      list.flow = words.item.is !== 'object';
      list.items.push(wordsNode(words.item) as Node);
      return list;
    }
  }
}

/** With what is noted behind the line. */
function pair(name: string, { value, note }: Noted<unknown>, node: unknown = value): Pair {
  const written = (typeof node === 'object' && node !== null ? node : new Scalar(node)) as Node;
  if (note !== undefined && (isScalar(written) || (written as YAMLMap).flow))
    written.comment = ` ${oneLine(note)}`;
  return new Pair(new Scalar(name), written);
}

function mapOf(pairs: readonly Pair[]): YAMLMap {
  const map = new YAMLMap();
  map.items.push(...pairs);
  return map;
}

/** On one line. */
function flow(value: unknown): Node {
  return new Document().createNode(value, { flow: true }) as Node;
}

/** A comment ends with its line. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\u0085\u2028\u2029]+/g, ' ');
}
