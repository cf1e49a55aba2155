import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';

const { include } = JSON.parse(await readFile('tsconfig.build.json', 'utf8')) as {
  include: readonly string[];
};
const copied = await readFile('Dockerfile', 'utf8');
const sent = (await readFile('.dockerignore', 'utf8')).split('\n');

/** What is for tests of other repositories is in no image, but for what services need of the containers: `support`. */
const rooms = include
  .filter((room) => room !== 'clients')
  .map((room) => (room === 'containers' ? 'containers/support' : room));

it.each([...rooms, 'scenarios'])(
  '%s gets into the images, whose build compiles it or whose commands read it',
  (room) => {
    expect(sent).toContain(`!${room}`);
    expect(copied).toContain(`\nCOPY ${room} ${room}\n`);
  },
);
