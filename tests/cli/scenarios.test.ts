import { expect, it } from '@jest/globals';
import { saidBy } from '../support/said-by.ts';

function said(...argv: readonly string[]) {
  return saidBy(['scenarios', ...argv]);
}

it('lists all of them, a line each', async () => {
  const { code, output } = await said();
  expect(code).toBe(0);
  expect(output.match(/^\d\d \| .*$/gm)).toHaveLength(44);
  expect(output).toMatch(/^16 \| error-is-the-end +\| An error that is taken for the end +\| pages$/m);
});

it.each(['16', 'error-is-the-end'])('explains %s', async (asked) => {
  const { code, output } = await said('--explain', asked);
  expect(code).toBe(0);
  expect(output).toMatch(/^16 {2}error-is-the-end: An error that is taken for the end\n\nA page is answered/);
  expect(output).toMatch(
    /^plan +route \$route, page 3: status: 500, 20 tries; sql \$query, nth 3: sqlstate: 57014$/m,
  );
  expect(output).toContain('https://github.com/PostHog/posthog/issues/101793');
});

it('gives one as JSON', async () => {
  const { output } = await said('--explain', '6', '--json');
  expect(JSON.parse(output)).toMatchObject({ number: 6, name: 'late-commit', world: { classes: ['late'] } });
});

it('refuses one that there is not', async () => {
  expect(await said('--explain', 'late-comit')).toMatchObject({
    code: 2,
    errors: expect.stringMatching(/There is no scenario 'late-comit'.* Did you mean 'late-commit'\?/),
  });
});
