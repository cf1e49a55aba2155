import { describe, expect, it } from '@jest/globals';
import { createScramLogin } from '../../../services/redshift/scram.ts';

describe('SCRAM-SHA-256 speaks the conversation of RFC 7677, section 3', () => {
  const nonce = 'rOprNGfwEbeRWgbNEkqO';
  const challenge = `r=${nonce}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`;

  it('as its client', async () => {
    const login = createScramLogin('user', 'pencil', nonce);
    expect(login.clientFirst).toBe(`n,,n=user,r=${nonce}`);
    const { clientFinal, isProvenBy } = await login.answer(challenge);
    expect(clientFinal).toBe(
      `c=biws,r=${nonce}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`,
    );
    expect(isProvenBy('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).toBe(true);
    expect(isProvenBy('v=AAAATRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).toBe(false);
  });

  it.each([
    ['a nonce that is not ours', 'r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096'],
    ['no salt', `r=${nonce}1,i=4096`],
    ['no iterations', `r=${nonce}1,s=W22ZaJ0SNY7soEsUEjb6gQ==`],
    ['nothing it knows', 'hello'],
  ])('and refuses a challenge with %s', async (_what, wrong) => {
    await expect(createScramLogin('user', 'pencil', nonce).answer(wrong)).rejects.toThrow('challenge');
  });

  it('with commas and equals signs of a name escaped', () => {
    expect(createScramLogin('a=b,c', 'pencil', nonce).clientFirst).toBe(`n,,n=a=3Db=2Cc,r=${nonce}`);
  });
});
