import { it } from '@jest/globals';
import { OF_VALUES } from '../mutants/of-values.ts';
import { holdRow, ROW_TIMEOUT_MS } from './hold-row.ts';

it.each(OF_VALUES)('one that does not cope with $scenario', holdRow, ROW_TIMEOUT_MS);
