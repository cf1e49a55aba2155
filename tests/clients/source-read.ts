import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createPlayground, type Playground } from '../../playground/index.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

type Row = Readonly<Record<string, unknown>>;

/** A living source, and a folder for what a connector writes. */
export async function livingSource() {
  const folder = await temporaryDirectory();
  const playground = await createPlayground({ services: ['api'], world: 'living', records: 150 });
  return {
    playground,
    file: (name: string) => path.join(folder.path, name),
    /** Everybody, page by page; a page is asked for until it is answered, after a pause where one is asked for. */
    async readAll(world: Pick<Playground<'api'>, 'endpoints'> = playground, pauseMs = 0): Promise<Row[]> {
      const rows: Row[] = [];
      for (let query: string | null = ''; query !== null; ) {
        const answer: Response = await fetch(`${world.endpoints.api.url}/pagination/keyset${query}`);
        if (!answer.ok) {
          await new Promise((resolve) => setTimeout(resolve, pauseMs));
          continue;
        }
        const page = (await answer.json()) as { data: Row[]; scroll_param: string | null };
        rows.push(...page.data);
        query = page.scroll_param && `?scroll_param=${encodeURIComponent(page.scroll_param)}`;
      }
      return rows;
    },
    async readSince(since: string): Promise<Row[]> {
      const answer = await fetch(`${playground.endpoints.api.url}/incremental/timestamp?since=${since}`);
      return ((await answer.json()) as { data: Row[] }).data;
    },
    async write(name: string, rows: readonly Row[]): Promise<string> {
      const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
      await writeFile(path.join(folder.path, name), text);
      return path.join(folder.path, name);
    },
    async [Symbol.asyncDispose]() {
      await playground[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

export type LivingSource = Awaited<ReturnType<typeof livingSource>>;
