import { it } from '@jest/globals';
import { OF_STATE } from '../mutants/of-state.ts';
import { holdRow, ROW_TIMEOUT_MS } from './hold-row.ts';

it.each(OF_STATE)('one that does not cope with $scenario', holdRow, ROW_TIMEOUT_MS);
