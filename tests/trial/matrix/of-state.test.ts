import { it } from '@jest/globals';
import { titled } from '../mutants/mutant.ts';
import { OF_STATE } from '../mutants/of-state.ts';
import { holdRow, ROW_TIMEOUT_MS } from './hold-row.ts';

it.each(titled(OF_STATE))('one that does not cope with %s', holdRow, ROW_TIMEOUT_MS);
