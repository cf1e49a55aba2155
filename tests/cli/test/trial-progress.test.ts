import { expect, it } from '@jest/globals';
import { trialProgress } from '../../../cli/test/trial-progress.ts';

const CLEAR = '\r\u001b[K';

it.each<[isWatched: boolean, expected: string]>([
  [false, '06  late-commit\n06-1 is shown by 06.yaml\n31  cut-body\n06  late-commit again\n'],
  [
    true,
    [
      '[0/2] 0 s  what it reads',
      '',
      '',
      '[0/2] 5 s  late-commit',
      '[0/2] 5 s  late-commit, cut-body',
      '06  late-commit\n',
      '[1/2] 7 s  cut-body',
      '06-1 is shown by 06.yaml\n',
      '[1/2] 7 s  cut-body',
      '31  cut-body\n',
      '',
      '06  late-commit again\n',
      '',
      '',
    ]
      .map((text) => CLEAR + text)
      .join(''),
  ],
])('shows what has ended, and to a person what runs and for how long (%s)', (isWatched, expected) => {
  let output = '';
  let now = 0;
  {
    using progress = trialProgress({
      ...{ isWatched, total: 2, now: () => now },
      write: (text) => {
        output += text;
      },
    });
    progress.began('what it reads');
    now = 5400;
    progress.ended('what it reads');
    progress.began('late-commit');
    progress.began('cut-body');
    now = 7000;
    progress.ended('late-commit', '06  late-commit\n');
    progress.say('06-1 is shown by 06.yaml\n');
    progress.ended('cut-body', '31  cut-body\n');
    // Judged anew when all have ended.
    progress.ended('late-commit', '06  late-commit again\n');
  }
  expect(output).toBe(expected);
});
