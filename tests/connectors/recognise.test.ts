import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { likeness, readSketch, sketchOf, writeSketch } from '../../connectors/code-sketch.ts';
import { publicExamples } from '../../connectors/examples.ts';
import { exampleAt, recognise } from '../../connectors/recognise.ts';
import { SKETCHES } from '../../connectors/sketches.ts';
import { sketchesText } from '../../connectors/sketches-text.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

/** Two that have much in common, as the examples for two kinds of pages have. */
const BY_KEY = `"""Reads people a page at a time."""
import requests
from fivetran_connector_sdk import Connector, Logging as log, Operations as op

PEOPLE = "http://127.0.0.1:5001/pagination/keyset"


def schema(configuration):
    columns = {"id": "STRING", "name": "STRING", "email": "STRING", "updatedAt": "UTC_DATETIME"}
    return [{"table": "user", "primary_key": ["id"], "columns": columns}]


def update(configuration, state):
    # From where the last sync has ended.
    query = {"updated_since": state.get("newest", "1970-01-01T00:00:00Z")}
    while query:
        page = requests.get(PEOPLE, params=query, timeout=10).json()
        for person in page["data"]:
            op.upsert("user", person)
            state["newest"] = person["updatedAt"]
        op.checkpoint(state)
        log.info(f"{len(page['data'])} people")
        query = page["scroll_param"] and {"scroll_param": page["scroll_param"]}


connector = Connector(update=update, schema=schema)
`;
const BY_NUMBER = BY_KEY.replace('pagination/keyset', 'pagination/page_number').replace(
  /query = page\[.*/,
  'query = page["page"] < page["total_pages"] and {**query, "page": page["page"] + 1}',
);
const INVENTED = {
  'common_patterns/pagination/keyset': writeSketch(sketchOf(BY_KEY)),
  'common_patterns/pagination/page_number': writeSketch(sketchOf(BY_NUMBER)),
};

/** Reads the same URL into the same table, and is nobody's copy. */
const OWN = `from fivetran_connector_sdk import Connector
from fivetran_connector_sdk import Operations as op
from urllib.request import urlopen
import json


def rows():
    with urlopen("http://127.0.0.1:5001/pagination/keyset") as answer:
        yield from json.load(answer)["data"]


connector = Connector(update=lambda configuration, state: [op.upsert("user", row) for row in rows()])
`;
const EMPTY_UPDATE = BY_KEY.replace(/(def update.*\n)[\s\S]*(?=\n\nconnector)/, '$1    pass\n');

async function recognised(folder: string, code: string): Promise<string | undefined> {
  await using directory = await temporaryDirectory();
  const place = path.join(directory.path, folder);
  await mkdir(place, { recursive: true });
  await writeFile(path.join(place, 'connector.py'), code);
  return (await recognise(place, INVENTED))?.example.path;
}

describe('recognise', () => {
  it.each<[what: string, folder: string, code: string, expected: string | undefined]>([
    ['an example where it was published', 'examples/common_patterns/pagination/keyset', BY_KEY, 'keyset'],
    ['one of the tree before', 'common_patterns_for_connectors/pagination/keyset', BY_KEY, 'keyset'],
    ['a copy', 'copy', BY_KEY, 'keyset'],
    ['a copy with the name of another', 'common_patterns/pagination/page_number', BY_KEY, 'keyset'],
    ['the one that is most alike', 'copy', BY_NUMBER, 'page_number'],
    ['without comments', 'copy', BY_KEY.replaceAll(/#.*|"""[\s\S]*?"""/g, ''), 'keyset'],
    ['indented otherwise', 'copy', BY_KEY.replaceAll('    ', '\t'), 'keyset'],
    [
      'two columns swapped',
      'copy',
      BY_KEY.replace(', person)', ', {**person, "name": person["email"], "email": person["name"]})'),
      'keyset',
    ],
    ['a column dropped', 'copy', BY_KEY.replace(', "email": "STRING"', ''), 'keyset'],
    ['a variable renamed', 'copy', BY_KEY.replaceAll('query', 'asked'), 'keyset'],
    [
      'with nothing left of update(), in its place',
      'common_patterns/pagination/keyset',
      EMPTY_UPDATE,
      'keyset',
    ],
    ['with nothing left of update()', 'copy', EMPTY_UPDATE, undefined],
    ['one of somebody’s own', 'mine', OWN, undefined],
    ['one of their own with the name of a database', 'connectors/greenplum_db', OWN, undefined],
    ['an empty file', 'mine', '', undefined],
  ])('%s', async (_what, folder, code, expected) => {
    expect(await recognised(folder, code)).toBe(expected && `common_patterns/pagination/${expected}`);
  });

  it.each([
    'workshop/solutions/1_hello',
    'workshop/solutions/3_every_page',
    'workshop/solutions/7_with_failures',
    'tests/python/connectors/people_of_an_api',
    'tests/python/connectors/users_of_a_database',
    'tests/python/connectors/posts_of_a_public_host',
  ])('tells nothing of %s by its code', async (folder) => {
    const found = await recognise(path.resolve(import.meta.dirname, '../..', folder));
    expect(found?.example.path).toBe(folder.startsWith('workshop') ? folder : undefined);
    expect(found?.likeness).toBeUndefined();
  });
});

describe('exampleAt', () => {
  it.each([
    [
      '/home/me/repository/examples/common_patterns_for_connectors/pagination/keyset',
      'common_patterns/pagination/keyset',
    ],
    ['/home/me/connector_sdk/examples/quickstart/hello', 'quickstart/hello'],
    [
      '/home/me/repository/examples/private_preview_features/importing_external_drivers',
      'common_patterns/importing_external_drivers',
    ],
    ['C:\\work\\examples\\quickstart\\hello', 'quickstart/hello'],
    ['/home/me/repository/connectors/yugabyte_db', undefined],
    ['/home/me/keyset', undefined],
    ['/home/me/my_yugabyte_db', undefined],
  ])('knows %s', (folder, expected) => {
    expect(exampleAt(folder)?.path).toBe(expected);
  });
});

describe('the sketches', () => {
  it.each([
    'examples/common_patterns/pagination/keyset',
    'examples/common_patterns_for_connectors/pagination/keyset',
  ])('are written from a clone that has an example in %s', async (folder) => {
    await using clone = await temporaryDirectory();
    await mkdir(path.join(clone.path, folder), { recursive: true });
    await writeFile(path.join(clone.path, folder, 'connector.py'), BY_KEY);
    expect(await sketchesText([clone.path])).toContain(
      `> = {\n  'common_patterns/pagination/keyset':\n    '${writeSketch(sketchOf(BY_KEY))}',\n};\n`,
    );
  });

  it('are those of all public examples', () => {
    expect(Object.keys(SKETCHES).sort()).toEqual(publicExamples.map(({ path: name }) => name).sort());
  });

  it('tell the examples apart: no two have more than 0.85 in common', () => {
    const known = Object.entries(SKETCHES).map(([name, text]) => [name, readSketch(text)] as const);
    const alike = known.flatMap(([name, one], index) =>
      known
        .slice(index + 1)
        .flatMap(([other, sketch]) => (likeness(one, sketch) > 0.85 ? [[name, other]] : [])),
    );
    expect(alike).toEqual([]);
  });
});
