import path from 'node:path';
import { RunningLine } from '../running-line.ts';
import type { Terminal } from '../terminal.ts';
import type { Connector } from './run-connector.ts';
import { isBad, type RunReport } from './run-report.ts';

/** Is told how the run of a tree goes on. */
export interface Progress {
  began(connector: Pick<Connector, 'folder'>): void;
  ended(report: RunReport): void;
}

/** A line for each connector that has ended, and for somebody who watches one below them that says what is running. */
export function progressOn(
  write: (text: string) => void,
  { colours }: Pick<Terminal, 'colours'>,
  total: number,
): Progress {
  let done = 0;
  const line = new RunningLine({
    write,
    isWatched: colours,
    says: (folders) => `[${done}/${total}] ${folders.map((folder) => path.basename(folder)).join(', ')}`,
  });
  return {
    began: ({ folder }) => line.began(folder),
    ended(report) {
      done += 1;
      line.ended(report.folder, `${lineOf(report, done, total)}\n`);
    },
  };
}

function lineOf(report: RunReport, done: number, total: number): string {
  const { example, folder, result, seconds } = report;
  const count = `${String(done).padStart(String(total).length)}/${total}`;
  const time = seconds > 0 ? ` (${seconds.toFixed(1)} s)` : '';
  return `${count}  ${isBad(report) ? result.toUpperCase() : result}: ${example ?? folder}${time}`;
}
