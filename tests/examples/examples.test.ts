import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

const EXPECTED: Readonly<Record<string, string>> = {
  'read-all-pages.ts': '200 people\n',
  'refresh-a-token.ts': '20 people for a code, 20 for a refresh token\n',
  'query-the-database.ts': '200 users, then 0, and 200 after a reset\n',
  // A module for the gateway, tested there.
  'stand-in.js': '',
};

const folder = path.resolve(import.meta.dirname, '../../examples');

describe('examples', () => {
  let output = '';

  beforeEach(() => {
    output = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      output += text;
      return true;
    });
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('are all run here', () => {
    expect(
      readdirSync(folder)
        // The others are tests themselves.
        .filter((name) => /\.[jt]s$/.test(name) && !name.endsWith('.test.ts'))
        .sort(),
    ).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(Object.entries(EXPECTED))(
    '%s prints what it promises',
    async (name, expected) => {
      await import(path.join(folder, name));
      expect(output).toBe(expected);
    },
    30_000,
  );
});
