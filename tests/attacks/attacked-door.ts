import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { Undo } from '../../core/undo.ts';
import type { RedshiftEndpoints } from '../../services/redshift/endpoints.ts';
import { rowsOf, startBehind, startDoor } from '../services/redshift/with-door.ts';

/** A proxy for all tests of a file. After each of them a good client must get what it wants. */
export function attackedDoor(): { readonly endpoints: RedshiftEndpoints } {
  const undo = new Undo();
  let endpoints: RedshiftEndpoints;
  beforeAll(async () => {
    const behind = await startBehind();
    undo.defer(() => behind.stop());
    const door = await startDoor(behind, { random: () => 0.999 });
    undo.defer(() => door.stop());
    endpoints = door.endpoints;
  });
  afterEach(() => servesGoodClient(endpoints));
  afterAll(() => undo.run());
  return {
    get endpoints() {
      return endpoints;
    },
  };
}

export async function servesGoodClient(endpoints: RedshiftEndpoints): Promise<void> {
  expect(await rowsOf(endpoints, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
}
