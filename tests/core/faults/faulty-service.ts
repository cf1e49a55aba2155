import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { FaultPlan } from '../../../core/faults/fault-plan.ts';
import { HTTP_CONDITIONS, HTTP_EFFECTS } from '../../../core/faults/http-abilities.ts';
import { bringAbout } from '../../../core/faults/http-faults.ts';
import { parseFault } from '../../../core/faults/parse-fault.ts';

export const ROWS = Array.from({ length: 40 }, (_, id) => ({ id, name: `na"me},{\n${id}`, note: 'a, b' }));
export const JSON_TEXT = JSON.stringify({ data: ROWS, next: null });
export const CSV_TEXT = ROWS.map(({ id }) => `${id},"two\nlines, and ""quotes""",x\n`).join('');

/** One thing that a service may answer, each as another one writes it. */
const answers: Readonly<Record<string, RequestListener>> = {
  '/json': (_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON_TEXT);
  },
  '/head-first': (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/csv', 'Content-Length': Buffer.byteLength(CSV_TEXT) });
    response.write(CSV_TEXT.slice(0, 100));
    response.end(CSV_TEXT.slice(100));
  },
  '/stream': (_request, response) => {
    response.setHeader('Content-Type', 'text/csv');
    Readable.from([CSV_TEXT.slice(0, 500), CSV_TEXT.slice(500)]).pipe(response);
  },
  '/gzip': (_request, response) => {
    response.setHeader('Content-Encoding', 'gzip');
    response.end(gzipSync(CSV_TEXT));
  },
  '/error': (_request, response) => {
    response.statusCode = 404;
    response.end('{"error":"not here"}');
  },
  '/endless': (_request, response) => {
    const piece = 'x'.repeat(65_536);
    const endless = function* (): Generator<string> {
      for (;;) yield piece;
    };
    const body = Readable.from(endless());
    response.once('close', () => body.destroy());
    body.pipe(response);
  },
};

/** A service of node:http, in the way in which all of ours ask the plan. */
export function serviceWith(plan: FaultPlan): RequestListener {
  return async (request, response) => {
    const url = new URL(request.url ?? '', 'http://any');
    const { pathname: path, searchParams: query } = url;
    const met = plan.meet({ service: 'test', method: request.method, path, query });
    const left = met ? await bringAbout(plan, met, { request, response }) : 'answer';
    if (left === 'nothing') return;
    if (left === 'answer') {
      answers[path]?.(request, response);
      return;
    }
    if (left.type) response.setHeader('Content-Type', left.type);
    response.statusCode = left.status;
    response.end(left.body ?? '{"error":"planned"}');
  };
}

/** A plan for it. */
export function planOf(...faults: readonly unknown[]): FaultPlan {
  const plan = new FaultPlan();
  plan.offer('test', { effects: HTTP_EFFECTS, on: HTTP_CONDITIONS });
  plan.add(...faults.map((fault, index) => parseFault(fault, `plan[${index}]`)));
  return plan;
}
