import { describe, expect, it } from '@jest/globals';
import { createDataset } from '../../../fixtures/index.ts';
import { sqlTablesOf } from '../../../services/postgres-seed/schema.ts';
import { fingerprintOf } from '../../../services/postgres-seed/seed/fingerprint.ts';

const usual = fingerprintOf(sqlTablesOf(createDataset(), 300), 'playground');

describe('the fingerprint of a seed', () => {
  it('is the same for the same seed', () => {
    expect(fingerprintOf(sqlTablesOf(createDataset(), 300), 'playground')).toBe(usual);
  });

  it.each([
    ['seed', fingerprintOf(sqlTablesOf(createDataset({ seed: 43 }), 300), 'playground')],
    ['number of people', fingerprintOf(sqlTablesOf(createDataset({ records: 201 }), 300), 'playground')],
    [
      'anchor',
      fingerprintOf(sqlTablesOf(createDataset({ anchor: Date.UTC(2026, 1, 1) }), 300), 'playground'),
    ],
    ['number of rows', fingerprintOf(sqlTablesOf(createDataset(), 301), 'playground')],
    ['name of the owner', fingerprintOf(sqlTablesOf(createDataset(), 300), 'somebody')],
  ])('differs with the %s', (_what, other) => {
    expect(other).not.toBe(usual);
  });

  it('exists for an empty world', () => {
    expect(fingerprintOf(sqlTablesOf(createDataset({ records: 0 }), 0))).toHaveLength(64);
  });
});
