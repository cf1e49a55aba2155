import { styleText } from 'node:util';
import type { LogFields, Logger } from '../core/logger.ts';
import type { Terminal } from './terminal.ts';

/** One line of JSON per event. */
export function jsonLog(terminal: Terminal): Logger {
  return (event, fields) =>
    terminal.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
}

/** One readable line per event: what was asked of a service as outcome, time, service, operation and target. */
export function prettyLog(terminal: Terminal): Logger {
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    terminal.colours ? styleText(style, text) : text;
  return (event, fields) => {
    const line = lineOf(event, fields, paint);
    if (line === undefined) return;
    // Somebody watching sees one bar grow; a file gets a line each.
    const grows = terminal.colours && event === 'seeding' && fields['done'] !== fields['total'];
    terminal.write(grows ? `${line}\r` : `${line}\n`);
  };
}

type Paint = (style: 'green' | 'yellow' | 'red' | 'dim', text: string) => string;

function lineOf(event: string, fields: LogFields, paint: Paint): string | undefined {
  switch (event) {
    case 'request':
      return requestLine(fields, paint);
    case 'ready':
      return `Ready after ${fields['after_ms']} ms. Press Ctrl-C to stop.`;
    case 'stopped':
      return 'Stopped.';
    case 'port_taken':
      return paint(
        'yellow',
        `Port ${fields['wanted']} is taken, so ${fields['service']} uses ${fields['used']}.`,
      );
    case 'file_made_again':
      return paint('yellow', `${fields['file']} ${fields['damage']}. It is made again.`);
    case 'service_failed':
      return paint(
        'red',
        `${fields['service']} failed and starts again. ${fields['stack'] || fields['error']}`,
      );
    case 'service_restarted':
      return `${fields['service']} runs again after ${fields['after_ms']} ms.`;
    case 'service_rests':
      return paint('red', `${fields['service']} failed too often. It starts again in a minute.`);
    case 'seeding':
      return Number(fields['total']) >= LARGE_TABLE_ROWS ? progressLine(fields) : undefined;
    case 'sources_reloaded':
      return `Reloaded ${fields['files']}. Sources: ${fields['sources']}.`;
    case 'source_refused':
      return paint('red', `${fields['error']} What was there before stays.`);
    case 'server_said':
    case 'service_started':
      return undefined;
    default:
      return eventLine(event, fields, paint);
  }
}

/** Smaller tables are filled before anybody could read about it. */
const LARGE_TABLE_ROWS = 100_000;
const BAR_WIDTH = 30;

function progressLine({ table, done, total }: LogFields): string {
  const share = Number(done) / Number(total);
  const bar = '#'.repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH, '.');
  return `Filling ${table} [${bar}] ${Math.floor(share * 100)}% of ${total} rows`;
}

/** As wide as the names of services are. */
const SERVICE_WIDTH = 9;

function requestLine(fields: LogFields, paint: Paint): string {
  const { service, operation, target, status, duration_ms, aborted, error_code } = fields;
  // A statement or a tunnel has no status: an error has its code, the rest went well.
  const outcome = String(status ?? error_code ?? 'ok').padEnd(5);
  const duration = `${Number(duration_ms).toFixed(1)} ms`.padStart(10);
  const who = String(service).padEnd(SERVICE_WIDTH);
  // A statement may have many lines, the log has one for it.
  const text = String(target ?? '-');
  const what = `${String(operation ?? '-').padEnd(4)} ${text.includes('\n') ? text.replaceAll(/\s+/g, ' ') : text}`;
  const end = aborted ? paint('yellow', '  client went away') : '';
  return `${paint('dim', time())}  ${paint(styleOf(fields), outcome)} ${duration}  ${who} ${what}${end}`;
}

function styleOf({ status, error_code }: LogFields): 'green' | 'yellow' | 'red' {
  if (typeof status !== 'number') return error_code ? 'yellow' : 'green';
  return status >= 500 ? 'red' : status >= 400 ? 'yellow' : 'green';
}

function eventLine(event: string, { service = '', ...fields }: LogFields, paint: Paint): string {
  return `${paint('dim', time())}  ${String(service).padEnd(SERVICE_WIDTH)} ${event} ${JSON.stringify(fields)}`;
}

function time(): string {
  return new Date().toTimeString().slice(0, 8);
}
