import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { configurationOf, exampleOf } from '../../connectors/examples.ts';
import { readControlUrl } from '../../playground/control/control-file.ts';
import { readEndpointsFile } from '../../playground/endpoints-file.ts';
import { createPlayground, type Playground } from '../../playground/playground.ts';
import { readTruthFile } from '../../playground/truth.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { DAMAGES, damage } from './damages.ts';

const example = exampleOf('authentication/certificate/retrieve_from_aws');

interface Reader {
  readonly file: string;
  readonly wrong: string;
  read(directory: string): Promise<unknown>;
}

const READERS: readonly Reader[] = [
  { file: 'endpoints.json', wrong: '{"api":{"url":"nowhere"}}', read: readEndpointsFile },
  { file: 'truth.json', wrong: '{"seed":"42"}', read: readTruthFile },
  { file: 'control.json', wrong: '{"url":"here"}', read: readControlUrl },
  {
    file: 'certificates/client.pem',
    wrong: 'no PEM',
    read: async (directory) => configurationOf(example, { s3: {} } as never, directory),
  },
];

describe('while a playground runs, a command names', () => {
  const rows = READERS.flatMap((reader) =>
    DAMAGES.map(([title, kind]) => [reader.file, title, kind, reader] as const),
  );

  it.each(rows)('%s when it %s', async (name, _title, kind, { wrong, read }) => {
    await using folder = await temporaryDirectory();
    const directory = path.join(folder.path, '.playground');
    const start = (): Promise<Playground<'api'>> => createPlayground({ directory, services: ['api'] });
    await using playground = await start();
    const file = path.join(directory, name);
    await expect(read(directory)).resolves.toBeDefined();
    await damage(kind, file, wrong, path.join(folder.path, 'somebodys'));
    await expect(read(directory)).rejects.toMatchObject({
      code: 'ERR_SERVICE_FAILED',
      message: expect.stringMatching(new RegExp(`^${file} .*Stop the playground and start it again`)),
    });
    // The way out is one.
    if (kind === 'directory') await rm(file, { recursive: true });
    await playground.stop();
    await using _again = await start();
    await expect(read(directory)).resolves.toBeDefined();
  });
});
