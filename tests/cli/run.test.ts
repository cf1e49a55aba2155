import { describe, expect, it } from '@jest/globals';
import { run } from '../../cli/program.ts';
import { testTerminal } from '../support/test-terminal.ts';

describe('playground', () => {
  it.each([
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    [['--help'], 0, /Usage: playground .*\n.*up\|start/s, /^$/],
    [['up', '--help'], 0, /--records <number>/, /^$/],
    [['frob'], 2, /^$/, /unknown command 'frob'\. Did you mean '\w+'\?/],
    [['--frob'], 2, /^$/, /unknown option '--frob'/],
    [['up', 'twice'], 2, /^$/, /too many arguments/],
    [
      ['up', '--rate-limit=nonsense'],
      2,
      /^$/,
      /argument 'nonsense' is invalid\. It must be true, false or a whole/,
    ],
    [['--records', 'many'], 2, /^$/, /argument 'many' is invalid\. It must be a whole number from 0 to/],
    [['--journal-size', '0'], 2, /^$/, /--journal-size <number>' argument '0' is invalid/],
    [['--records', '-1'], 2, /^$/, /argument '-1' is invalid/],
    [['--port', '65536'], 2, /^$/, /from 0 to 65535/],
    [['--capacity', '0'], 2, /^$/, /from 1 to/],
    [['--log', 'loud'], 2, /^$/, /Allowed choices are pretty, json/],
    [['--services', 'queue'], 2, /^$/, /There is no service 'queue'/],
    [['up', '--services', 's4'], 2, /^$/, /There is no service 's4'\. Did you mean 's3'\?/],
    [['reset', 's4'], 2, /^$/, /There is no service 's4'\. Did you mean 's3'\?/],
    [['--ports', 'queue=1'], 2, /^$/, /There is no service 'queue'/],
    [['--ports', 'bastion'], 2, /^$/, /argument 'bastion' is invalid/],
    [['--anchor', 'noon'], 2, /^$/, /but is 'noon'/],
  ])('%j ends with %i', async (argv, code, output, errors) => {
    await using terminal = await testTerminal();
    expect(await run(argv, terminal)).toBe(code);
    expect(terminal.output).toMatch(output);
    expect(terminal.errors).toMatch(errors);
  });

  it('refuses a variable that is no size of a journal, and names it', async () => {
    await using terminal = await testTerminal({ PLAYGROUND_JOURNAL_SIZE: 'large' });
    expect(await run(['up', '--services', 'api', '--port', '0'], terminal)).toBe(2);
    expect(terminal.errors).toContain(
      "PLAYGROUND_JOURNAL_SIZE is 'large'. It must be a whole number from 1 to 1000000.",
    );
  });
});
