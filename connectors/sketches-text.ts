import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sketchOf, writeSketch } from './code-sketch.ts';
import { publicExamples } from './examples.ts';
import { formerPath } from './former-path.ts';

/**
 * The text of `sketches.ts`.
 *
 * @param trees clones of the public repository; of an example that is in several, the last is taken
 */
export async function sketchesText(trees: readonly string[]): Promise<string> {
  const sketches = new Map<string, string>();
  for (const tree of trees) {
    for (const { path: today } of publicExamples) {
      for (const place of [`examples/${formerPath(today)}`, `examples/${today}`, `connectors/${today}`]) {
        const code = await readFile(path.join(tree, place, 'connector.py'), 'utf8').catch(() => undefined);
        if (code !== undefined) sketches.set(today, writeSketch(sketchOf(code)));
      }
    }
  }
  const lines = [...sketches].sort().map(([example, sketch]) => `  ${keyOf(example)}:\n    '${sketch}',\n`);
  return `${HEAD}${lines.join('')}};\n`;
}

/** As Biome quotes it. */
function keyOf(example: string): string {
  return /^\w+$/.test(example) ? example : `'${example}'`;
}

const HEAD = `/**
 * A sketch of the code of each public example, by the example's path. Written by \`npm run sketches\` from clones of the
 * public repository.
 */
export const SKETCHES: Readonly<Record<string, string>> = {
`;
