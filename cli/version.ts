import { createRequire } from 'node:module';

/** The version of the package, by its own name, so that sources and build find the same file. */
export function version(): string {
  return createRequire(import.meta.url)('connector-playground/package.json').version;
}
