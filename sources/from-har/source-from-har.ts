import { PlaygroundError } from '../../core/playground-error.ts';
import { parseHar } from '../../recordings/read/parse-har.ts';
import { envelopeOf, isList } from '../outline/envelope.ts';
import type { ListOutline } from '../outline/outline.ts';
import { presentSource } from '../outline/present-source.ts';
import type { Parameter, Shape } from '../outline/shape.ts';
import { authSeen } from './auth-seen.ts';
import { type SeenAnswer, seenAnswer } from './seen-answers.ts';
import { leafOf, shapeOfValues } from './shape-of-values.ts';

/**
 * Makes the text of a `NAME.source.yaml` out of recorded answers: a resource for each path whose answers to GET were JSON
 * with a list of objects. What was guessed is told behind its line.
 *
 * @param written the text of a HAR file
 * @param file as errors call it
 * @param name of the source: `acme`
 * @throws PlaygroundError `ERR_BAD_OPTION` for what is no HAR file, and for one without such an answer
 */
export function sourceFromHar(written: string, file: string, name: string): string {
  const seen = parseHar(written, file).flatMap((entry) => seenAnswer(entry) ?? []);
  const found = byPath(seen).flatMap((answers) => {
    const shape = shapeOfValues(answers.map(({ body }) => body));
    return isList(shape, (answers[0] as SeenAnswer).path) ? [{ answers, list: listOf(answers, shape) }] : [];
  });
  const [first] = found;
  const host = first?.answers[0]?.host ?? '';
  const here = found.filter(({ answers }) => answers[0]?.host === host);
  const source =
    first &&
    presentSource({
      from: file,
      hosts: { value: [host] },
      auth: authSeen((first.answers[0] as SeenAnswer).entry, name),
      lists: here.map(({ list }) => list),
      leftOut: found
        .filter((one) => !here.includes(one))
        .map(({ answers, list }) => `GET ${list.path}: of another host, ${answers[0]?.host}`),
    }).text;
  if (source !== undefined) return source;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `${file} has no GET that was answered with 200 and JSON with a list of objects. Record one that is.`,
  );
}

/** Together what was asked of one path. */
function byPath(seen: readonly SeenAnswer[]): readonly (readonly SeenAnswer[])[] {
  const groups = new Map<string, SeenAnswer[]>();
  for (const one of seen) {
    const place = `${one.host}${one.path}`;
    groups.set(place, [...(groups.get(place) ?? []), one]);
  }
  return [...groups.values()];
}

function listOf(answers: readonly SeenAnswer[], answer: Shape): ListOutline {
  const [{ path }] = answers as [SeenAnswer];
  const envelope = envelopeOf(answer, path.split('/').at(-1) ?? '');
  const headers = answers.flatMap(({ entry }) =>
    entry.response.fields.map((field) => field.name.toLowerCase()),
  );
  const rows = envelope && Math.max(...answers.map(({ body }) => longestIn(body)));
  return {
    path,
    parameters: parametersIn(answers),
    answer,
    headers: [...new Set(headers)],
    ...(rows !== undefined && rows > 0 && { pageRows: rows }),
  };
}

/** Those that changed between the requests come first: they say which page is asked for. */
function parametersIn(answers: readonly SeenAnswer[]): readonly Parameter[] {
  const names = new Set(answers.flatMap(({ query }) => [...query.keys()]));
  const found = [...names].map((name) => {
    const values = answers.flatMap(({ query }) => query.getAll(name));
    const numbers = values.map((value) => (/^\d{1,15}$/.test(value) ? Number(value) : value));
    const isChanging = new Set(answers.map(({ query }) => query.get(name))).size > 1;
    return { isChanging, parameter: { name, leaf: leafOf(numbers, false) } };
  });
  return found
    .toSorted((one, other) => Number(other.isChanging) - Number(one.isChanging))
    .map(({ parameter }) => parameter);
}

function longestIn(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Math.max(0, ...Object.values(value).map(longestIn));
}
