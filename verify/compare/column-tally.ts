import type { Row } from '../../fixtures/table.ts';
import type { Found } from '../destination.ts';
import type { MappedColumn } from '../mapping/table-mapping.ts';
import { cellJudge } from '../values/cell.ts';
import { type CellJudge, type Loss, presentLoss } from '../values/loss.ts';

interface LossTally {
  count: number;
  readonly example: string;
}

/** Compares one column, row by row, and remembers what it loses and how often it differs. */
export class ColumnTally {
  readonly mapped: MappedColumn;
  readonly losses = new Map<Loss, LossTally>();
  /** How many rows have another value than the source has now. */
  unequal = 0;
  readonly #judge: CellJudge;
  readonly #name: string;
  readonly #place: number;

  constructor(mapped: MappedColumn) {
    this.mapped = mapped;
    this.#judge = cellJudge(mapped.source, mapped.column.type);
    this.#name = mapped.source.name;
    this.#place = mapped.place;
  }

  /** Whether the row has the value of this version, as far as the type holds it. */
  isEqual(truth: Row, found: readonly Found[]): boolean {
    const value = truth[this.#name];
    const there = found[this.#place];
    if (value === there) return true;
    const verdict = this.#judge(value ?? null, there ?? null);
    if (verdict === 'equal') return true;
    if (verdict === 'different') return false;
    if (!this.mapped.isLossy) this.#note(verdict, truth, found);
    return true;
  }

  #note(loss: Loss, truth: Row, found: readonly Found[]): void {
    const known = this.losses.get(loss);
    if (known) {
      known.count += 1;
      return;
    }
    const [value, there] = [truth[this.#name] ?? null, found[this.#place] ?? null];
    this.losses.set(loss, { count: 1, example: presentLoss(loss, this.mapped.column.type, value, there) });
  }
}
