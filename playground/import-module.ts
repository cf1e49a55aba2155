import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

const TYPESCRIPT = /\.m?ts$/;
/** Built, this program is JavaScript. Sources are run only by what reads TypeScript already. */
const IS_BUILT = import.meta.url.endsWith('.js');

let isTaught = false;

/**
 * Imports a module of the user's, JavaScript or TypeScript (`.ts`, `.mts`) whose types can be stripped: no enums, no
 * namespaces, no parameter properties.
 *
 * @param file an absolute path
 * @throws what Node.js throws for a module that is not there, does not parse or fails
 */
export async function importModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  if (TYPESCRIPT.test(file)) teachTypescript();
  return await import(pathToFileURL(file).href);
}

function teachTypescript(): void {
  const readsAlready = 'typescript' in process.features && Boolean(process.features.typescript);
  if (isTaught || readsAlready || !IS_BUILT) return;
  register('./typescript-hooks.js', import.meta.url);
  isTaught = true;
}
