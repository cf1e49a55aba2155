import type { LoadHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/wasm-typescript';

const TYPESCRIPT = /\.m?ts$/;

/**
 * Loads TypeScript as Node.js 22.18 and later do: types become blanks, so that lines and columns stay what they were.
 * Runs in the thread of the loader (nodejs.org/api/module.html, "Customization hooks").
 */
export const load: LoadHook = async (url, context, nextLoad) => {
  if (!TYPESCRIPT.test(url) || url.includes('/node_modules/')) return nextLoad(url, context);
  const { source } = await nextLoad(url, { ...context, format: 'module' });
  return { format: 'module', shortCircuit: true, source: await withoutTypes(String(source), url) };
};

async function withoutTypes(source: string, url: string): Promise<string> {
  try {
    const { code } = await transform(source, {
      mode: 'strip-only',
      module: true,
      filename: fileURLToPath(url),
    });
    return code;
  } catch (error) {
    // What the parser throws is no Error, so it would not get from this thread to the one that imports.
    const { message, startLine } = error as { readonly message?: string; readonly startLine?: number };
    throw new SyntaxError(`line ${startLine}: ${message}`);
  }
}
