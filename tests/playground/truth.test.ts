import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { readTruthFile } from '../../playground/truth.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

describe('truth.json', () => {
  it('says what the rows are a function of, as long as the playground runs', async () => {
    await using directory = await temporaryDirectory();
    {
      await using _playground = await createPlayground({
        services: ['api'],
        directory: directory.path,
        seed: 7,
        records: 3,
        anchor: '2020-01-01T00:00:00Z',
        world: 'living',
        postgresRows: 5,
        s3Files: 2,
      });
      expect(await readTruthFile(directory.path)).toEqual({
        seed: 7,
        records: 3,
        anchor: Date.UTC(2020, 0, 1),
        world: 'living',
        postgresRows: 5,
        s3Files: 2,
        declared: [],
      });
    }
    expect(existsSync(path.join(directory.path, 'truth.json'))).toBe(false);
  });
});
