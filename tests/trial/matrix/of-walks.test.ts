import { it } from '@jest/globals';
import { ofWalks } from '../mutants/of-walks.ts';
import { holdRow, ROW_TIMEOUT_MS } from './hold-row.ts';

it.each(ofWalks(1))('one that does not cope with $scenario', holdRow, ROW_TIMEOUT_MS);
