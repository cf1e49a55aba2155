import type { Template } from '../declaration.ts';
import type { ListShape, Member, ObjectShape, Shape } from './shape.ts';
import { joinedWordsOf, wordsOf } from './words-of.ts';

/** Where an answer says how it goes on. */
export interface LeadNames {
  /** The member with what the paging parameter must be next: `meta.next_cursor`. */
  readonly token?: string;
  readonly tokenIsText?: boolean;
  /** The member with the URL of the next page. */
  readonly url?: string;
  /** The member that says whether there is more. */
  readonly more?: string;
}

/** The body of an answer taken apart. */
export interface Envelope {
  /** What a row looks like. */
  readonly item: ObjectShape;
  readonly body: Template;
  readonly lead: LeadNames;
  /** Members that are always there and of which nobody knows what they say. */
  readonly unknown: readonly string[];
}

/** What lists are usually called in an answer. */
const LIST_NAMES = [
  'data',
  'items',
  'results',
  'value',
  'values',
  'records',
  'entries',
  'rows',
  'list',
  'content',
];
/** Lists that stand beside the one that was asked for. */
const BESIDE = ['included', 'errors', 'warnings', 'links', '_links'];
const DEEPEST = 3;

const MEANINGS: readonly (readonly [name: RegExp, place: string])[] = [
  [/^(?:has)?more(?:records|items|results)?$|^hasnext(?:page)?$|^hasmore\w*$|^(?:is)?truncated$/, '$more'],
  [
    /^total(?:count|results|items|records|size|elements|rows|hits)?$|^odatacount$|^totalnumber\w*$|^recordcount$/,
    '$total',
  ],
  [/^(?:current)?page(?:number|no|num|index)?$/, '$page'],
  [/^(?:total)?pages$|^totalpages$|^pagecount$|^lastpage$|^numpages$|^pagestotal$/, '$pages'],
  [/^perpage$|^limit$|^pagesize$|^size$|^maxresults$|^itemsperpage$|^top$/, '$size'],
  [/^offset$|^skip$|^start(?:at|index)?$/, '$offset'],
  [/^(?:is)?last(?:page)?$|^isdone$|^done$/, '$last'],
  [/^resultcount$|^(?:number|num)ofelements$|^returned$|^pageresults$/, '$count'],
];
const TRUTHS = ['$more', '$last'];
const TOKEN =
  /^next(?:cursor|token|pagetoken|page|offset|skip|key|id|continuationtoken|startat)?$|^(?:end|after|page|continuation|pagination|scroll)?(?:cursor|token)$|^continuation$|^after(?:cursor)?$|^scrollid$|^bookmark$|^marker$/;
const URL_NAME =
  /^next(?:url|link|uri|href|pageurl|pagelink|pageuri|recordsurl|page)?$|^odatanextlink$|^linksnext\w*$/;

/**
 * Takes the body of an answer apart: a list of objects, or an object with one.
 *
 * @param resource the name of what is listed, as a list may be called too
 * @returns undefined of an answer without such a list, or with several of which none is the one
 */
export function envelopeOf(answer: Shape, resource: string): Envelope | undefined {
  if (answer.is === 'leaf') return undefined;
  if (answer.is === 'list')
    return answer.item.is === 'object'
      ? { item: answer.item, body: '$items', lead: {}, unknown: [] }
      : undefined;
  const list = listIn(answer, resource);
  return list && new Opening(answer, list).envelope();
}

/** Whether an answer can be that of a list, at a path: one of a single row may have lists in it too. */
export function isList(answer: Shape, path: string): boolean {
  if (answer.is === 'leaf') return false;
  if (answer.is === 'list') return answer.item.is === 'object';
  const [first, another] = listsIn(answer);
  if (first === undefined) return false;
  return !path.endsWith('}') || (another === undefined && LIST_NAMES.includes(joinedWordsOf(first.name)));
}

function listIn(answer: ObjectShape, resource: string): ListShape | undefined {
  const lists = listsIn(answer);
  const called = [resource, ...LIST_NAMES].map(joinedWordsOf);
  const [usual] = called.flatMap((name) => lists.filter((one) => joinedWordsOf(one.name) === name));
  const found = usual ?? (lists.length === 1 ? lists[0] : undefined);
  return found?.shape;
}

interface NamedList {
  readonly name: string;
  readonly shape: ListShape;
}

/** The lists of objects nearest to the top. What has an id is a row, and its lists are its own. */
function listsIn(answer: ObjectShape): readonly NamedList[] {
  let level: readonly ObjectShape[] = [answer];
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const members = level
      .filter((one) => !one.members.some(({ name }) => name === 'id'))
      .flatMap((one) => one.members)
      .filter(({ name }) => !BESIDE.includes(name));
    const lists = members.flatMap(({ name, shape }): NamedList[] =>
      shape.is === 'list' && shape.item.is === 'object' ? [{ name, shape }] : [],
    );
    if (lists.length > 0) return lists;
    level = members.flatMap(({ shape }) => (shape.is === 'object' ? [shape] : []));
  }
  return [];
}

/** One envelope while it is looked through. */
class Opening {
  readonly #answer: ObjectShape;
  readonly #list: ListShape;
  readonly #hasTotal: boolean;
  #lead: LeadNames = {};
  readonly #unknown: string[] = [];

  constructor(answer: ObjectShape, list: ListShape) {
    this.#answer = answer;
    this.#list = list;
    this.#hasTotal = JSON.stringify(answer.members.map(({ name }) => joinedWordsOf(name))).includes('total');
  }

  envelope(): Envelope {
    const body = this.#object(this.#answer, '') ?? '$items';
    return { item: this.#list.item as ObjectShape, body, lead: this.#lead, unknown: this.#unknown };
  }

  #object(shape: ObjectShape, prefix: string): Template | undefined {
    const members = shape.members.flatMap((member) => {
      const place = this.#member(member, prefix);
      return place === undefined ? [] : [[member.name, place] as const];
    });
    return members.length === 0 ? undefined : Object.fromEntries(members);
  }

  #member(member: Member, prefix: string): Template | undefined {
    const { name, shape, isRequired } = member;
    const path = `${prefix}${name}`;
    if (shape === this.#list) return '$items';
    if (shape.is === 'object') {
      const nested = this.#object(shape, `${path}.`);
      return nested ?? (isRequired ? (shape.isNullable ? null : {}) : undefined);
    }
    if (shape.is === 'list') return isRequired ? [] : undefined;
    const place = this.#place(member, path);
    if (place !== undefined) return place;
    const [fixed] = shape.choices ?? [];
    if (fixed !== undefined && shape.choices?.length === 1)
      return typeof fixed === 'string' && fixed.startsWith('$') ? `$${fixed}` : fixed;
    if (!isRequired) return undefined;
    if (shape.isNullable) return null;
    this.#unknown.push(path);
    return (
      fixed ??
      shape.examples[0] ??
      {
        text: shape.format?.startsWith('uri') ? 'https://example.com/' : '',
        whole: 0,
        number: 0,
        boolean: false,
        any: null,
      }[shape.type]
    );
  }

  #place({ name, shape, isRequired }: Member, path: string): Template | undefined {
    if (shape.is !== 'leaf') return undefined;
    const word = joinedWordsOf(name);
    const mark = isRequired || shape.isNullable ? '' : '?';
    const isUrl =
      shape.format?.startsWith('uri') || shape.examples.some((one) => /^(?:https?:\/)?\//.test(String(one)));
    if (
      (isUrl && wordsOf(name).includes('next')) ||
      (/url|link|href|uri/.test(word) && URL_NAME.test(word))
    ) {
      this.#lead = { ...this.#lead, url: path };
      return `${shape.examples.some((one) => String(one).startsWith('/')) ? '$nextPath' : '$nextUrl'}${mark}`;
    }
    if (shape.type !== 'boolean' && !isUrl && TOKEN.test(word)) {
      if (/(?:^|\.)links\./i.test(path) && word === 'next') {
        this.#lead = { ...this.#lead, url: path };
        return `$nextUrl${mark}`;
      }
      this.#lead = {
        ...this.#lead,
        token: path,
        tokenIsText: shape.type !== 'whole' && shape.type !== 'number',
      };
      return `$next${mark}`;
    }
    if (word === 'count' && shape.type !== 'text') return this.#hasTotal ? '$count' : '$total';
    if (shape.type === 'text') return undefined;
    const isTruth = shape.type === 'boolean';
    const meaning = MEANINGS.find(
      ([names, one]) => names.test(word) && TRUTHS.includes(one) === isTruth,
    )?.[1];
    if (meaning !== undefined && isTruth) this.#lead = { ...this.#lead, more: path };
    return meaning;
  }
}
