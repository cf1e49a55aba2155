import type { Effects } from './effects.ts';
import { shuffled } from './shuffle.ts';

/** What makes an order of this request another one than that of the next: its number in the journal. */
export interface FaultyRequest {
  readonly effects: Effects;
  readonly number: number;
}

/** The rows of a page, as a fault has them. */
export function faultyPage<Row>(rows: readonly Row[], { effects, number }: FaultyRequest): Row[] {
  if (effects.empty) return [];
  const kept = rows.slice(0, effects.short);
  const place = effects.shuffle ? shuffled(kept.length, number) : (at: number) => at;
  const ordered = kept.map((_, at) => kept[place(at)] as Row);
  return effects.duplicate ? ordered.flatMap((row) => [row, row]) : ordered;
}
