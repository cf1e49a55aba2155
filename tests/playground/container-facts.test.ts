import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CONTROL_PORT } from '../../playground/control/control-port.ts';
import { manifestOf, serviceNames } from '../../playground/manifests.ts';
import { servicesJson } from '../../playground/services-json.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const OURS = 'connector-playground-';
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** The part of a text from a line to the next that is like it. */
function part(text: string, start: RegExp, next: RegExp): string {
  const from = text.search(start);
  if (from === -1) return '';
  const rest = text.slice(from + 1);
  const end = rest.search(next);
  return end === -1 ? rest : rest.slice(0, end);
}

const facts = serviceNames.map((name) => {
  const { container, documentedPort, folder = name, after } = manifestOf(name);
  if (!container) throw new Error(`${name} has no container.`);
  const upper = name.toUpperCase().replaceAll('-', '_');
  return { name, folder, upper, after, port: documentedPort, ...container };
});

describe.each(facts)(
  'the container of $name',
  ({ name, folder, upper, after, port, image, healthPath, inNetwork }) => {
    const isOurs = image.startsWith(OURS);
    const kubernetes = `deploy/kubernetes/base/${name}`;
    const ports = [port, inNetwork?.port ?? port];

    it('is in docker-compose.yml, with its port and what it starts after', () => {
      const service = part(read('docker-compose.yml'), new RegExp(`\n  ${name}:\n`), /\n {2}\S|\n\S/);
      expect(service).toContain(
        isOurs ? `image: ${image}:\${PLAYGROUND_VERSION:-latest}` : `image: ${image}\n`,
      );
      expect(service).toContain(
        `\${PLAYGROUND_PUBLISHED_${upper}_PORT:-\${PUBLISHED_${upper}_PORT:-${port}}}:${port}"`,
      );
      const [, dependsOn = ''] = service.split('depends_on:\n');
      const waits = [...dependsOn.matchAll(/^ {6}([\w-]+): \{ condition/gm)].map(([, other]) => other);
      expect(waits.filter((other) => other !== 'setup' && !after.includes(other as never))).toEqual([]);
    });

    it('is the same in Kubernetes', () => {
      const workload = ['deployment', 'statefulset']
        .map((kind) => `${kubernetes}/${kind}.yaml`)
        .find((file) => existsSync(path.join(ROOT, file)));
      const text = read(String(workload));
      expect(text).toMatch(new RegExp(`image: ${image.split(':')[0]}$`, 'm'));
      expect(read('deploy/kubernetes/base/kustomization.yaml')).toContain(`- name: ${image.split(':')[0]}\n`);
      expect(ports.some((each) => text.includes(`containerPort: ${each}\n`))).toBe(true);
      expect(read(`${kubernetes}/service.yaml`)).toMatch(new RegExp(`port: ${port}$`, 'm'));
      if (healthPath !== undefined) expect(text).toContain(`path: ${healthPath}\n`);
    });

    it('is in the documents, by its name and its port', () => {
      const row = new RegExp(`^\\| \`${name}\` \\| \`${image}\` \\|`, 'm');
      expect(read('docs/containers.md')).toMatch(row);
      const links = `](services/${folder}/`;
      const source = read('README.md')
        .split('\n')
        .find((line) => line.startsWith('| [') && line.includes(links));
      expect(source).toMatch(new RegExp(`:${port}\``));
      expect(read(`services/${folder}/container.ts`)).toContain(`const PORT = ${port};`);
      expect(read('.env.example')).toContain(`PLAYGROUND_PUBLISHED_${upper}_PORT=${port}\n`);
    });
  },
);

it.each(facts.filter(({ image }) => image.startsWith(OURS)))(
  'the image $image is built, and is well when it answers',
  ({ name, folder, port, image, healthPath }) => {
    const own = `services/${folder}/Dockerfile`;
    const target = new RegExp(`\nFROM \\S+ AS ${image.slice(OURS.length)}\n`);
    const text = existsSync(path.join(ROOT, own))
      ? read(own).split('\nFROM ').at(-1)
      : part(read('Dockerfile'), target, /\nFROM /);
    expect(text).toMatch(new RegExp(`^EXPOSE .*\\b${port}\\b`, 'm'));
    const checked = healthPath === undefined ? `"${port}"]` : `"${port}", "${healthPath}"]`;
    // sshd would log every connection, so another check is made of it.
    expect(text).toContain(name === 'bastion' ? '"/proc/net/tcp"]' : checked);
    const service = part(read('docker-compose.yml'), new RegExp(`\n  ${name}:\n`), /\n {2}\S|\n\S/);
    // What Compose builds is what is published: tests/workflows/test_workflows.py.
    expect(service).toMatch(/^ {4}build: /m);
  },
);

it('all of them are exposed by the image that has everything', () => {
  const [, exposed = ''] = /AS all-in-one\nEXPOSE (.*)\n/.exec(read('Dockerfile')) ?? [];
  const ports = [...facts.map(({ port }) => port), CONTROL_PORT].map(String);
  expect(exposed.split(' ').sort()).toEqual(ports.sort());
});

it('the package for Python has what `npm run services` writes', () => {
  expect(read('clients/python/src/connector_playground_testing/services.json')).toBe(servicesJson());
});
