import { createRequire } from 'node:module';
import path from 'node:path';

const PACKAGE = createRequire(import.meta.url).resolve('connector-playground/package.json');

/** A file of this package, found by the package's own name, so that sources and build find the same. */
export function packageFile(name: string): string {
  return path.join(path.dirname(PACKAGE), name);
}
