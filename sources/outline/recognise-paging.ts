import type { LeadNames } from './envelope.ts';
import type { Noted } from './noted.ts';
import type { Parameter } from './shape.ts';
import { joinedWordsOf } from './words-of.ts';

/** `paging` of a resource, as its file has it. */
export type PagingWords = Readonly<Record<string, string | number | boolean>>;

export interface RecognisedPaging {
  readonly paging: Noted<PagingWords>;
  /** The parameters that it speaks of. */
  readonly parameters: readonly string[];
}

type By = 'cursor' | 'after' | 'page' | 'offset';

/** What the parameter is usually called by which a page is asked for. */
const NAMES: Readonly<Record<By, RegExp>> = {
  cursor:
    /^(?:next|page|start|after|start)?(?:cursor|token)$|^(?:next|page)?(?:continuation|pagination|page|next|skip|scroll)(?:token|cursor|id|key)$|^(?:continuation|bookmark|marker|pageafter|after|nextpage|paginationkey|exclusivestartkey)$/,
  after: /^(?:startingafter|startafter|afterid|lastid|sinceid|lastkey|startafterid)$/,
  page: /^(?:page|pagenumber|pageno|pagenum|pageindex|currentpage|p|pg)$/,
  offset:
    /^(?:offset|skip|start|startat|startindex|startposition|pageoffset|pagestart|recordsoffset|startrow|from)$/,
};
const SIZE =
  /^(?:perpage|limit|pagesize|size|count|top|maxresults|max|pagelimit|itemsperpage|maxitems|take|rows|num|recordsperpage|resultsperpage|pageperpage|maxpagesize|batchsize|results|first)$/;

const DEFAULT_ROWS = 100;

/** Whether a parameter of this name usually says where a page begins. */
export function isPageName(name: string): boolean {
  return Object.values(NAMES).some((names) => names.test(joinedWordsOf(name)));
}

/** What an answer says of the pages. */
export interface PageClues {
  readonly lead: LeadNames;
  readonly hasLink: boolean;
  readonly pageRows?: number;
}

/**
 * How a list is cut into pages, by the usual names of parameters, by how they change in recorded requests, and by how an
 * answer leads on.
 *
 * @returns undefined of a list that has no pages as far as anybody can see
 */
export function recognisePaging(
  parameters: readonly Parameter[],
  clues: PageClues,
): RecognisedPaging | undefined {
  const size = parameters.find(({ name }) => SIZE.test(joinedWordsOf(name)));
  const found = beginOf(parameters, size, clues) ?? leadAlone(clues);
  if (found === undefined) return undefined;
  const { by, parameter, note } = found;
  const first = by === 'page' ? firstPageOf(parameters.find(({ name }) => name === parameter)) : undefined;
  return {
    paging: {
      value: {
        [by]: parameter,
        ...(size && { size: size.name }),
        ...rowsOf(size, clues.pageRows),
        ...(first === 0 && { first }),
        ...(clues.hasLink && { link: true }),
      },
      note,
    },
    parameters: [parameter, ...(size ? [size.name] : [])],
  };
}

interface Begin {
  readonly by: By;
  readonly parameter: string;
  readonly note: string;
}

function beginOf(
  parameters: readonly Parameter[],
  size: Parameter | undefined,
  { lead }: PageClues,
): Begin | undefined {
  const others = parameters.filter((one) => one !== size && !isTime(one));
  for (const by of ['cursor', 'after', 'page', 'offset'] as const) {
    const found = others.find(({ name }) => NAMES[by].test(joinedWordsOf(name)));
    if (found === undefined) continue;
    const note = `guessed from the parameter '${found.name}'`;
    return { by: meantBy(by, found, lead), parameter: found.name, note };
  }
  return undefined;
}

/** A token may be called a page, and the key of the last row a cursor. */
function meantBy(by: By, { leaf }: Parameter, { token, tokenIsText, url, more }: LeadNames): By {
  if (by === 'page' && leaf.type === 'text' && token !== undefined && tokenIsText) return 'cursor';
  if (by === 'cursor' && token === undefined && url === undefined && more !== undefined) return 'after';
  return by;
}

function leadAlone({ lead, hasLink }: PageClues): Begin | undefined {
  const { url, token } = lead;
  const parameter = url?.startsWith('@odata') ? '$skiptoken' : 'cursor';
  if (url !== undefined) return { by: 'cursor', parameter, note: `guessed from '${url}' of the answer` };
  if (hasLink) return { by: 'cursor', parameter, note: "guessed from the header 'Link' of the answer" };
  if (token === undefined) return undefined;
  const note = `guessed from '${token}' of the answer: no parameter takes it, so say which`;
  return { by: 'cursor', parameter: token.split('.').at(-1) as string, note };
}

function isTime({ leaf }: Parameter): boolean {
  return leaf.format === 'date-time' || leaf.format === 'date';
}

function firstPageOf(page: Parameter | undefined): number | undefined {
  const { byDefault, leaf } = page ?? {};
  return byDefault === 0 || leaf?.least === 0 || leaf?.examples.some((one) => String(one) === '0') ? 0 : 1;
}

function rowsOf(size: Parameter | undefined, seen: number | undefined): PagingWords {
  const most = wholeIn(size?.leaf.most);
  const given = wholeIn(size?.byDefault) ?? wholeIn(seen);
  const rows = given ?? (most !== undefined && most < DEFAULT_ROWS ? most : undefined);
  return {
    ...(rows !== undefined && { rows: Math.min(rows, most ?? rows) }),
    ...(most !== undefined && { most }),
  };
}

function wholeIn(value: unknown): number | undefined {
  const number = Number(value ?? Number.NaN);
  return Number.isSafeInteger(number) && number >= 1 && number <= 1_000_000 ? number : undefined;
}
