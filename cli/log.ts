import { styleText } from 'node:util';
import type { LogFields, Logger } from '../core/logger.ts';
import type { Terminal } from './terminal.ts';

/** One line of JSON per event. */
export function jsonLog(terminal: Terminal): Logger {
  return (event, fields) =>
    terminal.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
}

/** One readable line per event: requests as method, status, time and path. */
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
    case 'postgres-said':
    case 'service_started':
      return undefined;
    default:
      return `${paint('dim', time())}  ${event} ${JSON.stringify(fields)}`;
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

function requestLine({ method, url, status, duration_ms, aborted }: LogFields, paint: Paint): string {
  const style = Number(status) >= 500 ? 'red' : Number(status) >= 400 ? 'yellow' : 'green';
  const duration = `${Number(duration_ms).toFixed(1)} ms`.padStart(10);
  const end = aborted ? paint('yellow', '  client went away') : '';
  return `${paint('dim', time())}  ${paint(style, String(status))} ${duration}  ${String(method).padEnd(4)} ${url}${end}`;
}

function time(): string {
  return new Date().toTimeString().slice(0, 8);
}
