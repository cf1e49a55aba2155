import { it } from '@jest/globals';
import { titled } from '../mutants/mutant.ts';
import { ofWalks } from '../mutants/of-walks.ts';
import { holdRow, ROW_TIMEOUT_MS } from './hold-row.ts';

it.each(titled(ofWalks(1)))('one that does not cope with %s', holdRow, ROW_TIMEOUT_MS);
