import { describe, expect, it } from '@jest/globals';
import { OAuth2Records } from '../../../../services/api/oauth2/records.ts';

const MOST = 10_000;

describe('the memory of the authorization server', () => {
  it('keeps the ten thousand records that were used last', () => {
    const records = new OAuth2Records();
    for (let id = 0; id < MOST; id += 1) records.put('Grant', String(id), {});
    expect(records.get('Grant', '0')).toEqual({});
    records.put('RefreshToken', 'new', {});
    expect(records.get('Grant', '0')).toEqual({});
    expect(records.get('Grant', '1')).toBeUndefined();
  });

  it('keeps the ten thousand newest revocations', () => {
    const records = new OAuth2Records();
    for (let id = 0; id <= MOST; id += 1) records.revoke(String(id));
    expect([records.isRevoked('0'), records.isRevoked('1'), records.isRevoked(String(MOST))]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('removes what came from a grant, of one kind', () => {
    const records = new OAuth2Records();
    records.put('RefreshToken', 'a', { grantId: 'one' });
    records.put('RefreshToken', 'b', { grantId: 'two' });
    records.put('AuthorizationCode', 'c', { grantId: 'one' });
    records.removeGranted('RefreshToken', 'one');
    expect(records.get('RefreshToken', 'a')).toBeUndefined();
    expect(records.get('RefreshToken', 'b')).toEqual({ grantId: 'two' });
    expect(records.get('AuthorizationCode', 'c')).toEqual({ grantId: 'one' });
  });

  it('forgets all when cleared', () => {
    const records = new OAuth2Records();
    records.put('Grant', 'a', {});
    records.revoke('b');
    records.clear();
    expect([records.get('Grant', 'a'), records.isRevoked('b')]).toEqual([undefined, false]);
  });
});
