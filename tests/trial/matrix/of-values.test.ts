import { it } from '@jest/globals';
import { titled } from '../mutants/mutant.ts';
import { OF_VALUES } from '../mutants/of-values.ts';
import { holdRow, ROW_TIMEOUT_MS } from './hold-row.ts';

it.each(titled(OF_VALUES))('one that does not cope with %s', holdRow, ROW_TIMEOUT_MS);
