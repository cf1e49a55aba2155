import { beforeAll, expect, it } from '@jest/globals';
import { environmentOf, INSTALLING_MS, TRYING_MS, verdictsOn } from './verdicts.ts';

const ARGV = ['--command', './sync', '--destination', 'csv:out', '--services', 'postgres'];

let sling = '';

beforeAll(async () => {
  sling = await environmentOf('sling');
}, INSTALLING_MS);

it(
  'sling reads a table of the database anew, and so misses no delete and keeps up with columns that come and go',
  async () => {
    const { code, verdicts } = await verdictsOn(
      'sling',
      [],
      ...ARGV,
      '--venv',
      sling,
      '--only',
      '34,36,41,15',
    );
    expect(verdicts).toEqual({ 15: ['not concerned'], 34: ['passed'], 36: ['passed'], 41: ['passed'] });
    expect(code).toBe(0);
  },
  TRYING_MS,
);
