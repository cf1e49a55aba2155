import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';

describe('waitUntil', () => {
  it.each([0, '', null, 'there'])('takes %j for an answer', async (answer) => {
    await expect(waitUntil('it', () => answer)).resolves.toBe(answer);
  });

  it('asks again while the answer is undefined or false', async () => {
    const answers = [undefined, false, undefined, 'there'];
    let asked = 0;
    const answer = await waitUntil('it', async () => answers[asked++], { intervalMs: 1 });
    expect([answer, asked]).toEqual(['there', 4]);
  });

  it('gives up at the deadline and says what it waited for, having asked at least once', async () => {
    let asked = 0;
    const waiting = waitUntil(
      'the server to accept',
      () => {
        asked += 1;
        return undefined;
      },
      { timeoutMs: 0 },
    );
    await expect(waiting).rejects.toThrow('waited 0 ms for the server to accept');
    expect(asked).toBe(1);
  });

  it('passes on what the probe throws', async () => {
    const waiting = waitUntil('it', () => Promise.reject(new Error('broken')));
    await expect(waiting).rejects.toThrow('broken');
  });
});
