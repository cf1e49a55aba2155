import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { run } from '../../cli/program.ts';
import { said, saidWith } from '../support/said-of-trials.ts';
import { testTerminal } from '../support/test-terminal.ts';

it('convicts a connector that takes an error for the end, by request and with advice', async () => {
  const { code, output, errors } = await said('lenient', '--only', '16');
  expect([code, errors]).toEqual([1, '']);
  expect(output).toMatch(/^16 {2}error-is-the-end +convicted +\d+ missing \(error-is-the-end, permanent\)$/m);
  expect(output).toMatch(/^ {2}tester\.user: \d+ missing, error-is-the-end; no later sync mends it$/m);
  expect(output).toMatch(/^ {4}#\d+ {2}GET \/pagination\/keyset\?scroll_param=\S+ .*500/m);
  expect(output).toMatch(/^1 scenarios: 1 convicted$/m);
});

it('leaves what another scenario is about to that one, where both are tried', async () => {
  const { output, errors } = await said('strict', '--only', '04,34', '--json');
  expect(errors).toMatch(/^04 {2}max-then-read +passed +also seen: deletes-unseen \(34\)$/m);
  const { scenarios } = JSON.parse(output) as { scenarios: readonly object[] };
  expect(scenarios).toMatchObject([
    { number: 4, outcome: 'passed', findings: [{ cause: 'deletes-unseen', judgedBy: '34' }] },
    { number: 34, outcome: 'convicted', findings: [{ cause: 'deletes-unseen' }] },
  ]);
});

it('convicts where it is found of what another scenario is about that is not tried', async () => {
  const alone = await said('strict', '--only', '04', '--junit', 'junit.xml');
  expect(alone.output).toMatch(/^04 {2}max-then-read +convicted +\d+ extra \(deletes-unseen, permanent\)$/m);
  expect(alone.junit).toMatch(/<failure type="deletes-unseen"/);
});

it('lists in the end what was seen beside what scenarios are about', async () => {
  const { output, junit } = await said('strict', '--only', '04,34', '--markdown', '--junit', 'junit.xml');
  expect(output).toMatch(/^\| 04 \| max-then-read \| passed \| also seen: deletes-unseen \(34\) \|$/m);
  expect(output).toMatch(/^deletes-unseen, which 34 is about: also seen in 04\.$/m);
  expect(output).not.toContain('### 04');
  expect(junit).toMatch(/name="04 [^>]*><system-out>passed: also seen: deletes-unseen \(34\)/);
});

it('acquits one that reports the error, and comes back', async () => {
  const { code, output } = await said('strict', '--only', '16');
  expect(output).toMatch(/^16 {2}error-is-the-end +passed$/m);
  expect(code).toBe(0);
});

it('says what does not concern a connector, and does not count it as passed', async () => {
  const { code, output } = await said('strict', '--only', '15,42,numbers');
  expect(output).toMatch(/^15 .* not concerned +It does not read pages by their number or by an offset\.$/m);
  expect(output).toMatch(/^42 .* not concerned +It does not read objects of a bucket\.$/m);
  expect(output).toMatch(/^38 .* not concerned +It does not read the table of numbers\.$/m);
  expect(code).toBe(3);
});

it('judges after the scenarios how the connector has asked, and says in which it was seen', async () => {
  const { output } = await said('lenient', '--only', '16,15');
  expect(output).toMatch(/^card: \d+ pass \d+ warn \d+ fail$/m);
  expect(output).toMatch(
    /^ {2}completeness {2}. reads-to-the-end.*\n +✗ asks-again +1 of 1 requests that had failed .*, in 16 \(#\d+\)$/m,
  );
  expect(output.indexOf('card: ')).toBeLessThan(output.indexOf('16 error-is-the-end\n'));
});

it('does not blame a sync that failed for what it could not read', async () => {
  const { output } = await said('strict', '--only', '16');
  expect(output).toMatch(/^ {2}completeness {2}✓ reads-to-the-end .*\n +· asks-again +not seen: /m);
});

it('writes JUnit with a case for each scenario, skipped with the reason where it was not tried', async () => {
  const { code, junit, output } = await said('lenient', '--only', '16,15,31,42', '--junit', 'junit.xml');
  expect([code, output]).toEqual([1, expect.stringMatching(/^4 scenarios: /m)]);
  expect(junit).toMatch(/<testsuite name="scenarios" tests="4" failures="1" errors="0" skipped="2">/);
  expect(junit).toMatch(
    /name="16 error-is-the-end">\n +<failure type="error-is-the-end" message="tester\.user: \d+ missing, error-is-the-end; no later sync mends it">#\d+ GET [^<]*\n[^<]*again: playground test project --as \S+ --venv \S+ --only 16<\/failure>/,
  );
  expect(junit).toMatch(
    /name="42 [^"]+"><skipped message="not concerned: It does not read objects of a bucket\."\/>/,
  );
});

it('prints Markdown, and annotations beside it where GitHub runs it', async () => {
  const surroundings = { env: { GITHUB_ACTIONS: 'true' } };
  const { output, errors } = await saidWith(surroundings, 'lenient', '--only', '16,15', '--markdown');
  expect(output).toMatch(/^## 2 scenarios: 1 convicted, 1 not concerned$/m);
  expect(output).toMatch(
    /^\| 16 \| error-is-the-end \| convicted \| \d+ missing \(error-is-the-end, permanent\) \|$/m,
  );
  expect(output).toMatch(/^- #\d+ ` GET \/pagination\/keyset\?scroll_param=\S+ `: .*500/m);
  expect(output).toMatch(/^### card: \d+ pass \d+ warn \d+ fail$/m);
  expect(output).not.toContain('::error');
  expect(errors).toMatch(
    /^::error title=16 error-is-the-end::tester\.user: \d+ missing, .*%0Aagain: playground test project --as \S+ --venv \S+ --only 16$/m,
  );
});

it('gives the verdicts as JSON', async () => {
  const { output } = await said('lenient', '--only', '16', '--json');
  expect(JSON.parse(output)).toMatchObject({
    version: 1,
    scenarios: [
      {
        number: 16,
        name: 'error-is-the-end',
        outcome: 'convicted',
        findings: [{ cause: 'error-is-the-end', verdict: 'permanent', table: 'tester.user' }],
      },
    ],
    card: expect.arrayContaining([
      expect.objectContaining({ name: 'asks-again', result: 'fail', requests: [expect.any(Number)] }),
    ]),
  });
});

it.each([
  [['test', 'nowhere'], /nowhere has no connector\.py/],
  [['test', 'project', '--only', '99'], /There is no scenario '99'; they are numbered from 1 to 44\./],
  [['test', 'project', '--scenario', 'own.yaml'], /own\.yaml cannot be read: ENOENT/],
  [
    ['test', 'project', '--scenario', 'project/own.yaml'],
    /own\.yaml must say 'scenario'\. See line 1, column 1\./,
  ],
  [['test', 'project', '--tries', '0'], /--tries/],
])('%j is wrong usage', async (argv, message) => {
  await using terminal = await testTerminal();
  await mkdir(path.join(terminal.directory, 'project'));
  await writeFile(path.join(terminal.directory, 'project/connector.py'), '');
  await writeFile(path.join(terminal.directory, 'project/own.yaml'), 'then: [sync]\n');
  expect(await run(argv, terminal)).toBe(2);
  expect(terminal.errors).toMatch(message);
});
