import { it } from '@jest/globals';
import { OF_CURSORS } from '../mutants/of-cursors.ts';
import { holdRow, ROW_TIMEOUT_MS } from './hold-row.ts';

it.each(OF_CURSORS)('one that does not cope with $scenario', holdRow, ROW_TIMEOUT_MS);
