import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { parseFault } from '../../../core/faults/parse-fault.ts';
import { apiAbility } from '../../../services/api/faults/ability.ts';

const text = readFileSync('docs/faults.md', 'utf8');
const code = (names: readonly string[] = []): string => names.map((name) => `\`${name}\``).join(', ');

it('docs/faults.md has what each route of the API can do', () => {
  const rows = Object.entries(apiAbility.routes ?? {}).map(([route, { about, on, effects }]) =>
    `| \`${route}\` | ${about ?? ''} | ${code(on)} | ${code(effects)} |`.replaceAll(/\| {2}(?=\|)/g, '| '),
  );
  const start = text.indexOf('### The API');
  const table = text
    .slice(start)
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(table).toEqual(rows);
});

/** The names in the first column of the table under a heading. */
function namesUnder(heading: string): readonly string[] {
  const start = text.indexOf(heading);
  const section = text.slice(start, text.indexOf('\n## ', start + 1)).split('\n### ', 1)[0] as string;
  const cells = section.split('\n').flatMap((line) => /^\| (`[^|]*`) \|/.exec(line)?.[1] ?? []);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name as string));
}

/** The properties that a mistyped one is compared with are all that there are: asked one by one. */
function isKnown(part: 'on' | 'do', name: string): boolean {
  const fault = { on: { route: 'x' }, do: 'reset', [part]: { [name]: Number.NaN } };
  try {
    parseFault(fault, 'plan');
    return true;
  } catch (error) {
    return !(error as Error).message.includes('unknown property');
  }
}

it.each([
  [
    'on',
    '## Conditions',
    'service route method host path query since page tcp bytes sql object nth from every request',
  ],
  [
    'do',
    '## Effects',
    'status body html headers latency refuse hang reset cut gzip length slow sqlstate message terminate empty short duplicate shuffle ties stale cap next expire clock kill',
  ],
] as const)('docs/faults.md has all of %s', (part, heading, names) => {
  expect([...namesUnder(heading)].sort()).toEqual(names.split(' ').sort());
  expect(names.split(' ').filter((name) => !isKnown(part, name))).toEqual([]);
});

it('the YAML of docs/faults.md can be read', async () => {
  const { parse } = await import('yaml');
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(text) ?? [];
  const faults = parse(yaml) as readonly unknown[];
  expect(faults.map((fault, index) => parseFault(fault, `plan[${index}]`))).toHaveLength(7);
});
