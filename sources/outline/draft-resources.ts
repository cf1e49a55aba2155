import type { Template } from '../declaration.ts';
import { partsOf } from '../read/parts-of.ts';
import { type Envelope, envelopeOf } from './envelope.ts';
import type { Field } from './field-words.ts';
import { fieldsOf } from './fields-of.ts';
import { type Key, keyOf } from './key-of.ts';
import { nameLists } from './name-lists.ts';
import type { Noted } from './noted.ts';
import type { ListOutline, Outline } from './outline.ts';
import { type PagingWords, recognisePaging } from './recognise-paging.ts';
import { recogniseSince, type SinceWords } from './recognise-since.ts';
import { singularOf } from './words-of.ts';

/** A resource as its file will have it. */
export interface ResourceDraft {
  readonly name: string;
  readonly path: Noted<string>;
  readonly of?: Noted<string>;
  readonly key?: string;
  readonly fields: readonly Field[];
  readonly body: Noted<Template>;
  readonly paging?: Noted<PagingWords>;
  readonly since?: Noted<SinceWords>;
  readonly hasOne: boolean;
  readonly ignores: readonly string[];
  /** What of it is not declared, each with the reason. */
  readonly leftOut: readonly string[];
}

/** A list that can be a resource. */
interface Declarable {
  readonly list: ListOutline;
  readonly name: string;
  readonly envelope: Envelope;
  readonly key: Key;
}

export interface Drafts {
  readonly resources: readonly ResourceDraft[];
  readonly leftOut: readonly string[];
}

/** Makes a resource of every list of an API; one that cannot be is left out by name. */
export function draftResources({ lists, auth }: Pick<Outline, 'lists' | 'auth'>): Drafts {
  const names = nameLists(lists);
  const leftOut: string[] = [];
  const found = lists.flatMap((list, index): Declarable[] => {
    const name = names[index] as string;
    const envelope = envelopeOf(list.answer, name);
    const key = envelope && keyOf(envelope.item, name);
    if (envelope && key) return [{ list, name, envelope, key }];
    const why = envelope
      ? 'no field of its rows can be a key'
      : 'its answer has no list of objects, or several of which none is the one';
    leftOut.push(`GET ${list.path}: ${why}`);
    return [];
  });
  const credentials =
    auth.value === 'none' ? [] : auth.value.flatMap((way) => Object.keys(way['query'] ?? {}));
  return { resources: found.map((one) => draftOf(one, found, credentials)), leftOut };
}

function draftOf(
  { list, name, envelope, key }: Declarable,
  all: readonly Declarable[],
  credentials: readonly string[],
): ResourceDraft {
  const { parameters, headers, pageRows } = list;
  const parent = parentOf(list.path, all);
  const part = partsOf(list.path).at(-1);
  const { fields, leftOut } = fieldsOf(
    envelope.item,
    key,
    parent ? [`${singularOf(parent.name)}_id`, part ?? ''] : [],
  );
  const since = recogniseSince(parameters);
  const others = parameters.filter((one) => !since?.parameters.includes(one.name));
  const paging = recognisePaging(others, {
    ...{ lead: envelope.lead, hasLink: headers.includes('link') },
    ...(pageRows !== undefined && { pageRows }),
  });
  const spokenOf = [...(since?.parameters ?? []), ...(paging?.parameters ?? []), ...credentials];
  const free = partsOf(list.path).slice(0, parent ? -countAbove(list.path, all) : undefined);
  return {
    name,
    path: {
      value: list.path,
      ...(free.length > 0 && { note: `${free.map((one) => `{${one}}`).join(' and ')} can be anything` }),
    },
    ...(parent && { of: { value: parent.name, note: 'guessed from the path' } }),
    ...(key.name !== 'id' && { key: key.name }),
    fields,
    body: {
      value: envelope.body,
      ...(envelope.unknown.length > 0 && { note: `always the same: ${envelope.unknown.join(', ')}` }),
    },
    ...(paging && { paging: paging.paging }),
    ...(since && { since: since.since }),
    hasOne: list.hasOne ?? true,
    ignores: parameters.map((one) => one.name).filter((one) => !spokenOf.includes(one)),
    leftOut,
  };
}

/** The list of the rows to which those of a path belong: `/customers` of `/customers/{id}/orders`. */
function parentOf(path: string, all: readonly Declarable[]): Declarable | undefined {
  const above = path.replace(/\/\{\w+\}(?:\/[^{}]*)?$/, '');
  if (above === path) return undefined;
  return all.find(({ list }) => withoutNames(list.path) === withoutNames(above));
}

/** How many parts at the end of a path have the keys of rows. */
function countAbove(path: string, all: readonly Declarable[]): number {
  const parent = parentOf(path, all);
  return parent ? 1 + countAbove(parent.list.path, all) : 0;
}

function withoutNames(path: string): string {
  return path.replaceAll(/\{\w+\}/g, '{}').replace(/\/$/, '');
}
