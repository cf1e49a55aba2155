import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { likeness, readSketch, type Sketch, sketchOf } from './code-sketch.ts';
import type { Example } from './example.ts';
import { examples } from './examples.ts';
import { formerPath } from './former-path.ts';
import { SKETCHES } from './sketches.ts';

/** The program of a connector, in its folder. */
const PROGRAM = 'connector.py';

/**
 * What a copy has in common with its example, at least. The examples that are most alike have less than 0.85 in common,
 * so a copy is nearest to its own; connectors that are no copies have less than 0.35 in common with every example.
 */
const LEAST_LIKENESS = 0.5;

/** A public example that a folder holds. */
export interface Recognised {
  readonly example: Example;
  /** How much of its code is that of the example, from 0 to 1; left out for one whose code is not known, as of the workshop. */
  readonly likeness?: number | undefined;
}

/**
 * The example that the connector in a folder is a copy of, changed or not. What is in it decides, so the folder may have
 * any name. Only where that says nothing, one that lies where the public repository or the workshop has an example is
 * taken for that example.
 *
 * @param sketches of the examples, by their paths
 * @returns undefined for a connector of somebody's own
 */
export async function recognise(folder: string, sketches = SKETCHES): Promise<Recognised | undefined> {
  const sketch = sketchOf(await readFile(path.join(folder, PROGRAM), 'utf8'));
  const compared = examples
    .map((example) => ({ example, likeness: likenessTo(sketches[example.path], sketch) }))
    .sort((one, other) => (other.likeness ?? 0) - (one.likeness ?? 0));
  const [nearest] = compared;
  if (nearest?.likeness !== undefined && nearest.likeness >= LEAST_LIKENESS) return nearest;
  const here = exampleAt(folder);
  return compared.find(({ example }) => example === here);
}

function likenessTo(known: string | undefined, sketch: Sketch): number | undefined {
  return known === undefined ? undefined : likeness(readSketch(known), sketch);
}

/** Folders of the public repository and of the workshop whose names somebody else hardly gives. */
const GROUPS = /^(common_patterns|quickstart|private_preview_features|ai|workshop)\//;

/**
 * The example whose path a folder's path ends with. The names of the repository's `connectors/` are those of databases,
 * which a folder of somebody's own may have too, so they say nothing.
 */
export function exampleAt(folder: string): Example | undefined {
  const asked = folder.replaceAll('\\', '/');
  return examples.find(
    ({ path: today }) =>
      GROUPS.test(today) && [today, formerPath(today)].some((known) => asked.endsWith(`/${known}`)),
  );
}
