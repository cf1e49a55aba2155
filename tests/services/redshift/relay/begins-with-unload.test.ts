import { describe, expect, it } from '@jest/globals';
import { beginsWithUnload } from '../../../../services/redshift/relay/begins-with-unload.ts';

describe('a statement', () => {
  const table: ReadonlyArray<readonly [string, 'yes' | 'no' | 'perhaps']> = [
    ["UNLOAD ('select 1')", 'yes'],
    ["unload('select 1')", 'yes'],
    ["\n\t /* a /* nested */ comment */ -- and a line\r\n UnLoad\n('", 'yes'],
    ['unload\0', 'yes'],
    ['--\nunload"', 'yes'],
    ['unload', 'perhaps'],
    ['unlo', 'perhaps'],
    ['', 'perhaps'],
    ['   ', 'perhaps'],
    ['/', 'perhaps'],
    ['-', 'perhaps'],
    ['/* unload', 'perhaps'],
    ['-- unload', 'perhaps'],
    ['unloaded\0', 'no'],
    ['unload_ ', 'no'],
    ['unload1 ', 'no'],
    ['unloadé ', 'no'],
    ['select 1\0', 'no'],
    ['Update t\0', 'no'],
    ['/* unload */ select 1', 'no'],
    ['-1', 'no'],
    ['/1', 'no'],
    ["'unload'", 'no'],
    ['"unload"', 'no'],
    ['\0', 'no'],
  ];

  it.each(table)('%j begins with UNLOAD: %s', (statement, answer) => {
    expect(beginsWithUnload(Buffer.from(statement))).toBe(answer);
  });

  it.each(table)('%j is not judged too early', (statement, answer) => {
    const bytes = Buffer.from(statement);
    for (let size = 0; size < bytes.length; size += 1) {
      expect(['perhaps', answer]).toContain(beginsWithUnload(bytes.subarray(0, size)));
    }
  });
});
