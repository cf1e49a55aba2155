import type { IncomingMessage } from 'node:http';
import { CLOCK_PAGES } from './clock-page.ts';
import { noJournal } from './control-error.ts';
import { type ControlAsk, type ControlPage, type ControlSubject, pathOf } from './control-page.ts';
import { FAULT_PAGES } from './fault-pages.ts';
import type { Journal } from './journal.ts';
import { parseJournalQuery, parseServiceQuery } from './parse-control-query.ts';
import { partsIn } from './parts-in.ts';
import { presentEntry } from './present-entry.ts';

/**
 * All that can be asked of anybody. What a later ability of all services needs is one more row here and one more member of
 * {@link ControlSubject}.
 */
const CONTROL_PAGES: readonly ControlPage[] = [
  {
    method: 'GET',
    path: '/_playground/health',
    async answer(subject) {
      const report = await subject.health();
      return { status: report.status === 'ok' ? 200 : 503, body: report };
    },
  },
  {
    method: 'GET',
    path: '/_playground/journal',
    answer(subject, { query }) {
      const { services } = subject;
      const journal = journalOf(subject);
      const filter = parseJournalQuery(query, services);
      return {
        body: {
          total: journal.count(filter.service),
          entries: journal.entries(filter).map(presentEntry),
        },
      };
    },
  },
  {
    method: 'GET',
    path: '/_playground/metrics',
    answer(subject, { query }) {
      const { services } = subject;
      const journal = journalOf(subject);
      const asked = parseServiceQuery(query, services);
      return {
        type: 'text/plain; version=0.0.4; charset=utf-8',
        body: journal.metrics(asked ?? (services.length === 1 ? services[0] : undefined)),
      };
    },
  },
  {
    method: 'POST',
    path: '/_playground/reset',
    async answer(subject, { query }) {
      await subject.reset(parseServiceQuery(query, subject.services));
      return { body: { status: 'reset' } };
    },
  },
  ...CLOCK_PAGES,
  ...FAULT_PAGES,
];

function journalOf({ journal, services }: ControlSubject): Journal {
  if (journal === undefined) throw noJournal(services);
  return journal;
}

/** A page with what the path of a request has in it. */
interface FoundPage {
  readonly page: ControlPage;
  readonly parts: ControlAsk['parts'];
}

/** All that a subject can be asked. */
export function pagesOf({ pages = [] }: Pick<ControlSubject, 'pages'>): readonly ControlPage[] {
  return [...CONTROL_PAGES, ...pages];
}

/** The page that a request is for; undefined when it is for none of these. HEAD is asked as GET. */
export function controlPageOf(
  subject: Pick<ControlSubject, 'pages'>,
  { method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>,
): FoundPage | undefined {
  const asked = method === 'HEAD' ? 'GET' : method;
  for (const page of pagesOf(subject)) {
    const parts = page.method === asked ? partsIn(page.path, pathOf(url)) : undefined;
    if (parts) return { page, parts };
  }
  return undefined;
}
