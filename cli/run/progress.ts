import path from 'node:path';
import type { Terminal } from '../terminal.ts';
import type { Connector } from './run-connector.ts';
import { isBad, type RunReport } from './run-report.ts';

/** Is told how the run of a tree goes on. */
export interface Progress {
  began(connector: Pick<Connector, 'folder'>): void;
  ended(report: RunReport): void;
}

const CLEAR_LINE = '\r\u001b[K';
const STATUS_CHARACTERS = 78;

/** A line for each connector that has ended, and for somebody who watches one below them that says what is running. */
export function progressOn(
  write: (text: string) => void,
  { colours }: Pick<Terminal, 'colours'>,
  total: number,
): Progress {
  const running = new Set<string>();
  let done = 0;
  const showRunning = (): void => {
    if (!colours) return;
    const names = [...running].map((folder) => path.basename(folder)).join(', ');
    write(CLEAR_LINE + (running.size > 0 ? `[${done}/${total}] ${names}`.slice(0, STATUS_CHARACTERS) : ''));
  };
  return {
    began({ folder }) {
      running.add(folder);
      showRunning();
    },
    ended(report) {
      running.delete(report.folder);
      done += 1;
      write(`${colours ? CLEAR_LINE : ''}${lineOf(report, done, total)}\n`);
      showRunning();
    },
  };
}

function lineOf(report: RunReport, done: number, total: number): string {
  const { example, folder, result, seconds } = report;
  const count = `${String(done).padStart(String(total).length)}/${total}`;
  const time = seconds > 0 ? ` (${seconds.toFixed(1)} s)` : '';
  return `${count}  ${isBad(report) ? result.toUpperCase() : result}: ${example ?? folder}${time}`;
}
