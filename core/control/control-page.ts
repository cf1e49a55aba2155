import type { IncomingMessage } from 'node:http';
import { noJournal } from './control-error.ts';
import type { Journal } from './journal.ts';
import { parseJournalQuery, parseServiceQuery } from './parse-control-query.ts';
import { presentEntry } from './present-entry.ts';

/** Whom `/_playground/*` is about, and what only they can say of themselves and do. */
export interface ControlSubject {
  /** Whose entries and metrics there are. One service answers for itself; the playground for all of its own. */
  readonly services: readonly string[];
  /** Left out: nobody notes here what clients do, and there is no journal and no metrics. */
  readonly journal?: Journal;
  /** Whether it is well, and what else it tells of itself; anything but `ok` is answered with 503. */
  health(): HealthReport | Promise<HealthReport>;
  /** Brings the data of the start back: of one service, or of all. */
  reset(service: string | undefined): Promise<void> | void;
}

export interface HealthReport {
  readonly status: 'ok' | 'failing';
  readonly [detail: string]: unknown;
}

export interface ControlAnswer {
  readonly status?: number;
  readonly type?: string;
  /** Text goes as it is, anything else as JSON. */
  readonly body: unknown;
}

interface ControlPage {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  answer(subject: ControlSubject, query: URLSearchParams): ControlAnswer | Promise<ControlAnswer>;
}

/**
 * All that can be asked of anybody. What a later ability of all services needs (a clock that can be set, faults) is one
 * more row here and one more member of {@link ControlSubject}.
 */
export const CONTROL_PAGES: readonly ControlPage[] = [
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
    answer(subject, query) {
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
    answer(subject, query) {
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
    async answer(subject, query) {
      await subject.reset(parseServiceQuery(query, subject.services));
      return { body: { status: 'reset' } };
    },
  },
];

function journalOf({ journal, services }: ControlSubject): Journal {
  if (journal === undefined) throw noJournal(services);
  return journal;
}

/** The page that a request is for; undefined when it is for none of these. HEAD is asked as GET. */
export function controlPageOf({ method, url = '' }: IncomingMessage): ControlPage | undefined {
  const path = pathOf(url);
  const asked = method === 'HEAD' ? 'GET' : method;
  return CONTROL_PAGES.find((page) => page.method === asked && page.path === path);
}

/** Without the query, and without a slash at the end. */
export function pathOf(url: string): string {
  const [path = ''] = url.split('?', 1);
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
