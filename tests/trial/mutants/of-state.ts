import { once } from 'node:events';
import http from 'node:http';
import type { SyncFunction, SyncRun } from '../../../trial/function-subject.ts';
import { ask, isoOf, newest, type Page, type Person, read, urlOf } from './client.ts';
import { askBehindLogin, tokenOf } from './login.ts';
import { BY_CURSOR, before, FROM_THE_CLOCK, type Mutant, readDeletes, stateOf, write } from './mutant.ts';
import { keysetWalk, plainOffsetWalk } from './walks.ts';

const COMPANIES = '/cursors/companies';

/** Saves the time of the first answer as the cursor before it has read the rows. */
const stateBeforeRows: SyncFunction = async (run) => {
  const state = stateOf(run);
  const since = before(state.cursor);
  const { date } = await read(run, urlOf(run, COMPANIES));
  state.cursor = isoOf(date);
  run.checkpoint();
  await readDeletes(run);
  await keysetWalk(run, since, (rows) => write(run, rows));
};

/** Keeps which table it has begun, and goes on with the one after it. */
const resumeSkips: SyncFunction = async (run) => {
  const state = run.state as { begun?: number; cursor?: string };
  const tables = [
    async () => writeList(run, 'company', await read(run, urlOf(run, COMPANIES))),
    async () => {
      await readDeletes(run);
      const since = before(state.cursor);
      await keysetWalk(run, since, (rows, { date }) => {
        write(run, rows);
        state.cursor = isoOf(date);
        run.checkpoint();
      });
    },
    async () => {
      const { page } = await read(run, urlOf(run, COMPANIES));
      for (const { company_id: id } of page.data)
        writeList(run, 'department', await read(run, urlOf(run, `/cursors/${id}/departments`)));
    },
  ];
  for (let number = (state.begun ?? -1) + 1; number < tables.length; number += 1) {
    state.begun = number;
    run.checkpoint();
    await tables[number]?.();
  }
  delete state.begun;
};

function writeList(run: SyncRun, table: string, { page }: { readonly page: Page }): void {
  write(run, page.data, table);
}

const DEPARTMENT_KEYS = { department: ['company_id', 'department_id'], company: ['company_id'] };

/** A slice that fails is left out, and the cursor of all goes on. */
const slicesThatFail: SyncFunction = async (run) => {
  const state = stateOf(run);
  const since = before(state.cursor, 1000);
  const { page, date } = await read(run, urlOf(run, COMPANIES));
  await Promise.all(
    page.data.map(async ({ company_id: id }) => {
      const answer = await ask(run, urlOf(run, `/cursors/${id}/departments`, { updated_since: since }));
      if (answer.status === 200) write(run, answer.page?.data ?? [], 'department');
    }),
  );
  state.cursor = isoOf(date);
};

/** Keeps its token, and never gets another. */
const oneToken: SyncFunction = async (run) => {
  const state = run.state as { token?: string };
  state.token ??= await tokenOf(run);
  const answer = await askBehindLogin(run, state.token);
  if (answer.status !== 200) throw new Error(`Behind the login: ${answer.status}`);
  run.destination.truncate('user');
  write(run, answer.page?.data ?? []);
};

/** A new token for each sync; a page that is refused has no rows. */
const refusedIsEmpty: SyncFunction = async (run) => {
  const answer = await askBehindLogin(run, await tokenOf(run));
  if (answer.status === 401) return;
  if (answer.status !== 200) throw new Error(`Behind the login: ${answer.status}`);
  run.destination.truncate('user');
  write(run, answer.page?.data ?? []);
};

/** Takes as much of a file as it gets. */
const asMuchAsComes: SyncFunction = async (run) => {
  const file = await textUntilItEnds(urlOf(run, '/export/csv'));
  const [head = '', ...lines] = file.trimEnd().split(/\r?\n(?=[0-9a-f]{8}-)/);
  const columns = head.split(',');
  run.destination.truncate('user');
  for (const line of lines) {
    const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? null,
    );
    if (cells.length < columns.length) continue;
    const row = Object.fromEntries(columns.map((name, place) => [name, cells[place] ?? null]));
    run.destination.upsert('user', row);
  }
};

/** Whatever ends it: the end, or the connection. */
async function textUntilItEnds(url: string): Promise<string> {
  const request = http.get(url);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('error', () => undefined);
  await new Promise((resolve) => response.on('close', resolve));
  return Buffer.concat(chunks).toString();
}

/** Never asks who is gone. */
const withoutDeletes: SyncFunction = async (run) => {
  const state = stateOf(run);
  await keysetWalk(run, before(state.cursor), (rows) => {
    write(run, rows);
    const newer = newest(rows, state.cursor);
    if (newer !== undefined) state.cursor = newer;
  });
};

/** Remembers who was deleted, and has done with them. */
const neverBack: SyncFunction = async (run) => {
  const state = run.state as { gone?: string[]; deletes?: string };
  const { page, date } = await read(
    run,
    urlOf(run, '/incremental/deleted', { since: state.deletes, limit: 500 }),
  );
  const gone = new Set([...(state.gone ?? []), ...page.data.map(({ id }) => id)]);
  await plainOffsetWalk(run, {}, (rows) => {
    for (const row of rows) if (row['isDeleted'] === true) gone.add(row.id);
    write(
      run,
      rows.filter(({ id }) => !gone.has(id)),
    );
  });
  for (const id of gone) run.destination.delete('user', { id });
  state.gone = [...gone];
  state.deletes = isoOf(date - 120_000);
};

/** Knows the columns of the first sync. */
const columnsOfTheFirst: SyncFunction = async (run) => {
  const state = run.state as { columns?: string[] };
  await readDeletes(run);
  await plainOffsetWalk(run, {}, (rows) => {
    state.columns ??= Object.keys(rows[0] as Person);
    for (const row of rows)
      run.destination.upsert(
        'user',
        Object.fromEntries(state.columns.map((name) => [name, row[name] ?? null])),
      );
  });
};

/** Remembers each row that it has read. */
const remembersRows: SyncFunction = async (run) => {
  const state = run.state as { cursor?: string; seen?: string[] };
  await readDeletes(run);
  const fresh: string[] = [];
  await keysetWalk(run, before(state.cursor), (rows) => {
    write(run, rows);
    fresh.push(...rows.map(({ id, updatedAt }) => `${id} ${updatedAt}`));
    const newer = newest(rows, state.cursor);
    if (newer !== undefined) state.cursor = newer;
  });
  state.seen = [...(state.seen ?? []), ...fresh.filter((one) => !state.seen?.includes(one))];
};

export const OF_STATE: readonly Mutant[] = [
  { scenario: 'state-before-rows', sync: stateBeforeRows, also: FROM_THE_CLOCK },
  { scenario: 'resume-skips', sync: resumeSkips, keys: DEPARTMENT_KEYS, also: FROM_THE_CLOCK },
  { scenario: 'parallel-slices', sync: slicesThatFail, keys: DEPARTMENT_KEYS },
  { scenario: 'login-expires', sync: oneToken },
  { scenario: 'login-expires', bug: 'a refusal for a page without rows', sync: refusedIsEmpty },
  { scenario: 'cut-file', sync: asMuchAsComes },
  { scenario: 'deletes-unseen', sync: withoutDeletes, also: BY_CURSOR },
  // What was deleted before the first sync is not marked when it comes back; the list of it is kept in the state.
  { scenario: 'undelete', sync: neverBack, also: ['served-and-lost', 'growing-state'] },
  { scenario: 'drift', sync: columnsOfTheFirst },
  { scenario: 'growing-state', sync: remembersRows, also: BY_CURSOR },
];
