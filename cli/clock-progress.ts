import type { Progress } from '../core/followers.ts';
import type { Terminal } from './terminal.ts';

const BAR_WIDTH = 30;

/** Says how many events there are before they happen; somebody watching sees a bar grow. Nothing where a program reads. */
export function clockProgress(terminal: Terminal, isForPrograms: boolean): Progress {
  let isSaid = false;
  return (done, total) => {
    if (isForPrograms || total === 0) return;
    if (!isSaid) terminal.write(`${total.toLocaleString('en')} events\n`);
    isSaid = true;
    if (!terminal.colours) return;
    const share = done / total;
    const bar = '#'.repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH, '.');
    terminal.write(`[${bar}] ${Math.floor(share * 100)}%${done < total ? '\r' : '\n'}`);
  };
}
