/** A declared source with the same fields and pages as the API's own, an hour after its world's start. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDataset } from '../fixtures/dataset.ts';
import { createSourceApp } from '../sources/answer/source-app.ts';
import { readSource } from '../sources/read/read-source.ts';

const HOUR = 3_600_000;
const SOURCE = `host: api.bench.example
resources:
  people:
    path: /people
    fields: { id: uuid, name: name, email: email, address: street, company: company, job: job, createdAt: created, updatedAt: updated }
    body: { data: $items, total_items: $total, page: $page, next: $nextUrl }
    paging: { page: page, size: per_page, rows: 50 }
`;

const [world = 'still', records = '200'] = process.argv.slice(2);
const dataset = createDataset({ world, records: Number(records) });
const clock = (): number => dataset.anchor + HOUR;
const declaration = readSource(SOURCE, 'bench.source.yaml');
const { answer } = createSourceApp(declaration, { dataset, clock, realClock: Date.now }, () => undefined);
const server = createServer(answer).listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit());
