import type { Dataset } from '../../../fixtures/dataset.ts';
import type { LivingTable } from '../../../fixtures/living-table.ts';
import { Children } from '../../../fixtures/tables/on-demand/children.ts';
import { looks } from '../../../fixtures/tables/on-demand/looks.ts';
import { names } from '../../../fixtures/tables/on-demand/names.ts';
import { numbers } from '../../../fixtures/tables/on-demand/numbers.ts';
import { parents } from '../../../fixtures/tables/on-demand/parents.ts';

/** The tables on demand as the API lists them. */
export interface ListedTables {
  readonly numbers: LivingTable;
  readonly looks: LivingTable;
  readonly names: LivingTable;
  readonly parents: LivingTable;
  readonly children: Children;
}

/** Makes them when the first is asked for: most worlds have none. */
export function listedTables(dataset: Dataset): () => ListedTables {
  let made: ListedTables | undefined;
  return () => {
    made ??= {
      numbers: numbers(dataset, 'numbers'),
      looks: looks(dataset, 'looks'),
      names: names(dataset, 'names'),
      parents: parents(dataset, 'parents'),
      children: new Children(dataset, 'children'),
    };
    return made;
  };
}
