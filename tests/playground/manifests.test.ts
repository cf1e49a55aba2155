import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { credentialsOf } from '../../playground/credentials.ts';
import { manifestOf, type ServiceName, serviceNames } from '../../playground/manifests.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const sorted = (names: readonly string[]): string[] => [...names].sort();

describe('the manifests', () => {
  it('are those of all folders of services', () => {
    const folders = readdirSync(path.join(ROOT, 'services'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(sorted(serviceNames.map((name) => manifestOf(name).folder ?? name))).toEqual(sorted(folders));
  });

  it('name every service once, with a port of its own', () => {
    const names = serviceNames.flatMap((name) => [name, ...(manifestOf(name).formerNames ?? [])]);
    const ports = serviceNames.map((name) => manifestOf(name).documentedPort);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(ports).size).toBe(ports.length);
  });

  it.each(serviceNames)('of %s starts after services that there are, and never after itself', (name) => {
    const before = new Set<string>();
    const visit = (others: readonly string[]): void => {
      for (const other of others) {
        expect(serviceNames).toContain(other);
        if (before.has(other)) continue;
        before.add(other);
        visit(manifestOf(other as ServiceName).after);
      }
    };
    visit(manifestOf(name).after);
    expect([...before]).not.toContain(name);
  });

  it.each(serviceNames)('of %s loads what makes the service', async (name) => {
    expect(typeof (await manifestOf(name).load())).toBe('function');
  });

  it('have fixed credentials that stay, and random ones that no two playgrounds share', () => {
    const texts = (kind: 'fixed' | 'random'): string => JSON.stringify(credentialsOf(kind));
    expect(texts('fixed')).toBe(texts('fixed'));
    expect(texts('random')).not.toBe(texts('random'));
  });
});

describe.each(serviceNames)('%s has the same name', (name) => {
  it.each([
    ['docker-compose.yml', new RegExp(`^ {2}${name}:$`, 'm')],
    ['docs/containers.md', new RegExp(`\\b${name}\\b`)],
  ])('in %s', (file, expression) => {
    expect(read(file)).toMatch(expression);
  });

  it('in Kubernetes', () => {
    expect(existsSync(path.join(ROOT, 'deploy/kubernetes/base', name))).toBe(true);
  });
});
