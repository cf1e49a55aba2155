import { describe, expect, it } from '@jest/globals';
import { LogLines } from '../../../services/postgres-seed/statements/log-lines.ts';
import { parseLogLine } from '../../../services/postgres-seed/statements/parse-log-line.ts';

const LINE = {
  timestamp: '2026-11-27 12:40:54.123 UTC',
  user: 'playground',
  session_id: '6b097a56.6255',
  ps: 'SELECT',
  error_severity: 'LOG',
  message: 'duration: 0.325 ms  statement: SELECT \'a "quoted" \\ text, \u0001é🙂\', "b"',
  detail: 'Parameters: ',
};

describe('lines', () => {
  it.each([1, 2, 3, 7, 1000])('are whole when they come in chunks of %d bytes', (size) => {
    const texts = ['first', 'é🙂', 'third'];
    const read: [string, boolean][] = [];
    const lines = new LogLines((line, isWhole) => void read.push([line, isWhole]));
    const bytes = Buffer.from(`${texts.map((text) => `${text}\n`).join('')}without an end`);
    for (let at = 0; at < bytes.length; at += size) lines.add(bytes.subarray(at, at + size));
    expect(read).toEqual(texts.map((text) => [text, true]));
  });

  it('are kept up to 64 KiB', () => {
    const read: [number, boolean][] = [];
    const lines = new LogLines((line, isWhole) => void read.push([line.length, isWhole]));
    const chunk = Buffer.alloc(50_000, 'x');
    for (let times = 0; times < 1000; times += 1) lines.add(chunk);
    lines.add(Buffer.from('\nnext\n'));
    expect(read).toEqual([
      [65_536, false],
      [4, true],
    ]);
  });
});

describe('a line', () => {
  it('tells who did what', () => {
    expect(parseLogLine(JSON.stringify(LINE), true)).toEqual({
      at: Date.UTC(2026, 10, 27, 12, 40, 54, 123),
      session: '6b097a56.6255',
      user: 'playground',
      doing: 'SELECT',
      severity: 'LOG',
      code: undefined,
      message: LINE.message,
      detail: 'Parameters: ',
      statement: undefined,
    });
  });

  it('that is cut anywhere in its message tells the beginning of it', () => {
    const text = JSON.stringify(LINE);
    const start = text.indexOf('duration');
    const end = text.indexOf('","detail"');
    for (let at = start; at <= end; at += 1) {
      const message = parseLogLine(text.slice(0, at), false)?.message;
      expect(LINE.message.startsWith(message?.replace(/[\uD800-\uDBFF]$/, '') ?? 'nothing')).toBe(true);
      expect(message?.length).toBeGreaterThan(at - start - 20);
    }
  });

  it('that is cut behind its message tells all of it', () => {
    const text = JSON.stringify(LINE);
    for (let at = text.indexOf('","detail"') + 1; at < text.length; at += 1) {
      expect(parseLogLine(text.slice(0, at), false)?.message).toBe(LINE.message);
    }
  });

  it.each([
    ['no JSON', 'LOG:  something'],
    ['another JSON', '[1]'],
    ['nothing', 'null'],
    ['no time', '{"message":"text"}'],
    ['a Parse', JSON.stringify({ ...LINE, message: 'duration: 0.463 ms  parse <unnamed>: SELECT 1' })],
    ['a Bind', JSON.stringify({ ...LINE, message: 'duration: 0.463 ms  bind <unnamed>: SELECT 1' })],
  ])('of %s is none', (_what, text) => {
    expect(parseLogLine(text, true)).toBeUndefined();
  });
});
