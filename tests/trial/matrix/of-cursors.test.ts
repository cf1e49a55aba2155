import { it } from '@jest/globals';
import { titled } from '../mutants/mutant.ts';
import { OF_CURSORS } from '../mutants/of-cursors.ts';
import { holdRow, ROW_TIMEOUT_MS } from './hold-row.ts';

it.each(titled(OF_CURSORS))('one that does not cope with %s', holdRow, ROW_TIMEOUT_MS);
