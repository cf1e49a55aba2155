import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

/** A node of a syntax tree. */
export type Node = Readonly<Record<string, unknown>>;

/** The files of code below a folder. */
export async function codeBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}

export function parseCode(source: string): readonly Node[] {
  return parseSync(source, { syntax: 'typescript', target: 'es2022' }).body as unknown as readonly Node[];
}

/** A tree's nodes, each before those within it. */
export function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value) yield value as Node;
  for (const child of Object.values(value)) yield* nodesOf(child);
}
