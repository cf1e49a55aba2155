/**
 * What a page of 50 people and their count costs a declared source, and the API's own pages of the same rows, in one run:
 * `node .cache/bench/bench/declared.js [seconds]`.
 */
import { startPlayground, startSource } from './child-server.ts';
import { pagesAnywhere } from './living-pages.ts';
import { autocannonRate, inTurns } from './measure.ts';
import { printComparison, type Row } from './print-comparison.ts';

const RECORDS = 20_000;
const PAGE_SIZE = 50;
const seconds = Number(process.argv[2] ?? 4);

const rows: Row[] = [];
for (const world of ['still', 'living']) {
  const [source, api] = [await startSource(world, RECORDS), await startPlayground(world, RECORDS)];
  const ofSource = pagesAnywhere(`/people?per_page=${PAGE_SIZE}`, RECORDS / PAGE_SIZE);
  const ofApi = pagesAnywhere(`/pagination/page_number?per_page=${PAGE_SIZE}`, RECORDS / PAGE_SIZE);
  await autocannonRate(source, ofSource, 2);
  await autocannonRate(api, ofApi, 2);
  const [declared, own] = await inTurns(
    () => autocannonRate(source, ofSource, seconds),
    () => autocannonRate(api, ofApi, seconds),
  );
  rows.push([`pages a second, ${world}`, [declared.perSecond, own.perSecond]]);
  rows.push([`µs of processor for one, ${world}`, [declared.processorUs, own.processorUs]]);
  await Promise.all([source.stop(), api.stop()]);
}
printComparison('50 of 20,000 people and their count', ['declared source', 'API'], rows);
