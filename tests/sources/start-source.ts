import type { FaultPlan } from '../../core/faults/fault-plan.ts';
import { createDataset, type Dataset } from '../../fixtures/dataset.ts';
import { type DeclaredTable, declaredTables } from '../../fixtures/declared/declared-table.ts';
import { DeclaredSources } from '../../sources/declared-sources.ts';
import { readSource } from '../../sources/read/read-source.ts';
import { type StartedGateway, startGateway } from '../services/gateway/start-gateway.ts';

export const HOST = 'api.acme.example';
export const TOKEN = 'acme-token';

/** Everything that a list can have. */
export const ACME = `host: ${HOST}
auth: { bearer: ${TOKEN} }
errors: { error: { code: $code, text: $message } }
resources:
  customers:
    path: /v1/customers
    fields: { id: uuid, name: name, plan: [free, pro], balance: money, created_at: created, updated_at: updated }
    body: { data: $items, next: $next, total: $total, more: $more }
    paging: { cursor: page_token, size: limit, rows: 10, most: 50 }
    since: updated_since
    deletes: { path: /v1/deleted-customers, body: { data: $items } }
`;

export interface StartedSource extends AsyncDisposable {
  readonly gateway: StartedGateway;
  readonly dataset: Dataset;
  /** Of its first resource. */
  readonly table: DeclaredTable;
  /** Of its resources, by their names. */
  readonly tables: ReadonlyMap<string, DeclaredTable>;
  /** The time of the world; it can be moved. */
  readonly time: { now: number };
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever there is
  readonly body: any;
}

/** A gateway with one source of a file, in a living world of 120 people. */
export async function startSource(
  yaml: string,
  { world = 'living', faults }: { readonly world?: string; readonly faults?: FaultPlan } = {},
): Promise<StartedSource> {
  const dataset = createDataset({ world, records: 120 });
  const time = { now: dataset.anchor };
  const declaration = readSource(yaml, 'acme.source.yaml');
  const gateway = await startGateway({
    dataset,
    clock: () => time.now,
    sources: new DeclaredSources([declaration]),
    ...(faults && { faults }),
  });
  const tables = declaredTables(
    dataset,
    declaration.resources.map(({ table }) => table),
  );
  const [table] = tables;
  if (table === undefined) throw new Error('The source has no resource.');
  return {
    ...{ gateway, dataset, time, table },
    tables: new Map(tables.map((one) => [one.name, one])),
    async get(path, headers = { authorization: `Bearer ${TOKEN}` }) {
      const answer = await gateway.client.ask(path.startsWith('http') ? path : `https://${HOST}${path}`, {
        headers,
      });
      return { status: answer.status, headers: answer.headers, body: answer.json() };
    },
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}
