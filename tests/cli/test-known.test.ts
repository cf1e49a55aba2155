import { describe, expect, it } from '@jest/globals';
import { saidWith } from '../support/said-of-trials.ts';

/** Of scenario 16: it has the same id in every run. */
const KNOWN = '16-637a5e68';

describe('a known finding', () => {
  it.each<[string, string, readonly string[], number, RegExp]>([
    [
      'convicts nobody',
      'lenient',
      ['--only', '16'],
      0,
      /^16 .* known +\d+ missing .*; known 16-637a5e68\n.*^1 scenarios: 1 known$/ms,
    ],
    [
      'is missed when it is not found',
      'strict',
      ['--only', '16'],
      1,
      /^16 .* passed$.*^16-637a5e68 is known in verify\.yaml, and was not found: take it out$/ms,
    ],
    [
      'is not missed where its scenario is not tried',
      'strict',
      ['--only', '31'],
      0,
      /^1 scenarios: 1 passed$/m,
    ],
  ])('%s', async (_what, habit, argv, exitCode, shown) => {
    const { code, output } = await saidWith({ verifyFile: `known: [${KNOWN}]\n` }, habit, ...argv);
    expect(output).toMatch(shown);
    expect(code).toBe(exitCode);
  });

  it('is a passed case that says so in JUnit, and a failed one when it is not found', async () => {
    const argv = ['--only', '16', '--junit', 'junit.xml'];
    const surroundings = { env: { GITHUB_ACTIONS: 'true' }, verifyFile: `known: [${KNOWN}]\n` };
    const found = await saidWith(surroundings, 'lenient', ...argv);
    expect(found.junit).toMatch(/failures="0" .*\n.*name="16 [^>]*><system-out>known: \d+ missing/);
    expect(found.output).not.toContain('::error');
    const gone = await saidWith(surroundings, 'strict', ...argv);
    expect(gone.junit).toMatch(
      /failures="1" .*\n.*\n *<failure type="known-and-not-found" message="16-637a5e68 is/,
    );
    expect(gone.output).toMatch(/^::error title=16 error-is-the-end::16-637a5e68 is known .*%0Aagain: /m);
  });

  it('excuses no other', async () => {
    const { code, output } = await saidWith(
      { verifyFile: 'known: [16-00000000]\n' },
      'lenient',
      '--only',
      '16',
    );
    expect(output).toMatch(/; id 16-637a5e68$/m);
    expect(output).toMatch(/^16-00000000 is known in verify\.yaml, and was not found/m);
    expect([code, output]).toEqual([1, expect.stringMatching(/^1 scenarios: 1 convicted$/m)]);
  });

  it('of a scenario that there is not is wrong usage', async () => {
    const { code, errors } = await saidWith({ verifyFile: 'known: [99-00000000]\n' }, 'strict');
    expect(errors).toContain('verify.yaml has 99-00000000 in known, and there is no scenario 99.');
    expect(code).toBe(2);
  });
});
