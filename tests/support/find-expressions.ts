import { readFile } from 'node:fs/promises';
import { runInNewContext } from 'node:vm';
import { transformSync } from '@swc/core';
import { codeBelow, type Node, nodesOf, parseCode } from './parse-code.ts';

/** An expression as it stands in a file of code. */
export interface FoundExpression {
  readonly file: string;
  /** As written: a literal, or `new RegExp(…)`. */
  readonly text: string;
  /** Undefined for one that is built while the program runs, from what only then is known. */
  readonly expression: RegExp | undefined;
}

/** Every regular expression in the code below these folders, with its constants put in. */
export async function findExpressions(...folders: readonly string[]): Promise<readonly FoundExpression[]> {
  const files = await Promise.all(folders.map(codeBelow));
  const found = await Promise.all(files.flat().sort().map(expressionsOf));
  return found.flat();
}

/** The paths with a parameter that a router of these folders matches, as in `/a/:id`. */
export async function findRoutePaths(...folders: readonly string[]): Promise<readonly string[]> {
  const files = (await Promise.all(folders.map(codeBelow))).flat();
  const paths = new Set<string>();
  for (const file of files) {
    for (const node of nodesOf(parseCode(await readFile(file, 'utf8')))) {
      const value = node['value'];
      if (node['type'] === 'StringLiteral' && /^\/\S*:\w/.test(String(value))) paths.add(String(value));
    }
  }
  return [...paths];
}

async function expressionsOf(file: string): Promise<readonly FoundExpression[]> {
  const source = Buffer.from(await readFile(file, 'utf8'));
  const nodes = [...nodesOf(parseCode(source.toString()))].filter(isExpression);
  const constants = nodes.every(isLiteral) ? '' : constantsOf(source);
  return nodes.map((node) => {
    if (isLiteral(node)) {
      const { pattern, flags } = node as { pattern: string; flags: string };
      return { file, text: `/${pattern}/${flags}`, expression: new RegExp(pattern, flags) };
    }
    const text = textOf(source, node);
    return { file, text, expression: built(text, constants) };
  });
}

function isLiteral(node: Node): boolean {
  return node['type'] === 'RegExpLiteral';
}

function isExpression(node: Node): boolean {
  if (isLiteral(node)) return true;
  const callee = node['callee'] as Node | undefined;
  return (
    (node['type'] === 'NewExpression' || node['type'] === 'CallExpression') && callee?.['value'] === 'RegExp'
  );
}

/** The constants of a module that are made of nothing but constants, as code without types. */
function constantsOf(source: Buffer): string {
  const kept: string[] = [];
  for (const item of parseCode(source.toString())) {
    const declaration = (item['declaration'] as Node | undefined) ?? item;
    if (declaration['type'] !== 'VariableDeclaration' || declaration['kind'] !== 'const') continue;
    const code = transformSync(textOf(source, declaration), SYNTAX).code;
    if (isConstant([...kept, code].join('\n'))) kept.push(code);
  }
  return kept.join('\n');
}

function isConstant(code: string): boolean {
  try {
    runInNewContext(code);
    return true;
  } catch {
    return false;
  }
}

function built(text: string, constants: string): RegExp | undefined {
  try {
    const { source, flags } = runInNewContext(`${constants}\n;(${text})`) as RegExp;
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

const SYNTAX = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  isModule: false,
} as const;

/** Spans count bytes, from 1. */
function textOf(source: Buffer, node: Node): string {
  const { start, end } = node['span'] as { readonly start: number; readonly end: number };
  return source.toString('utf8', start - 1, end - 1);
}
