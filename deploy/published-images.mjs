// Prints what a release publishes, as the matrix of a workflow: every image that docker-compose.yml builds, and the one
// that `docker build .` makes, which has everything.
import { execFileSync } from 'node:child_process';

const everything = { image: 'connector-playground', file: 'Dockerfile', target: 'all-in-one' };

const compose = ['compose', '--profile=*', 'config', '--format=json'];
const { services } = JSON.parse(execFileSync('docker', compose, { encoding: 'utf8' }));
// Two services may run one image.
const built = new Map();
for (const { image, build } of Object.values(services)) {
  if (build === undefined) continue;
  const [name] = image.split(':');
  built.set(name, { image: name, file: build.dockerfile ?? 'Dockerfile', target: build.target ?? '' });
}
process.stdout.write(`${JSON.stringify([everything, ...built.values()])}\n`);
