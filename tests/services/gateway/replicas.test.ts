import { describe, expect, it } from '@jest/globals';
import { Replicas } from '../../../services/gateway/replicas.ts';

const later = () => new Promise((resolve) => setImmediate(resolve));

/** What is taken in six turns, once the name has been looked up. */
async function turnsOf(name: string, addresses: readonly string[]): Promise<string[]> {
  const replicas = new Replicas(async () => addresses);
  replicas.next(name);
  await later();
  return Array.from({ length: 6 }, () => replicas.next(name));
}

describe('Replicas', () => {
  it('takes each address as often as the others', async () => {
    const addresses = ['10.0.0.1', '10.0.0.2', '10.0.0.3'];
    expect((await turnsOf('api', addresses)).sort()).toEqual([...addresses, ...addresses].sort());
  });

  it.each([
    ['a name with one address', 'api', ['10.0.0.1']],
    ['a name with none', 'api', []],
    ['an address', '10.0.0.9', ['10.0.0.1', '10.0.0.2']],
    ['an IPv6 address', '::1', ['10.0.0.1', '10.0.0.2']],
  ])('leaves %s as it is', async (_what, name, addresses) => {
    expect(new Set(await turnsOf(name, addresses))).toEqual(new Set([name]));
  });

  it('leaves a name as it is that cannot be resolved, or one of whose addresses did not answer', async () => {
    const unknown = new Replicas(() => Promise.reject(new Error('ENOTFOUND')));
    unknown.next('gone');
    await later();
    expect(unknown.next('gone')).toBe('gone');
    const replicas = new Replicas(async () => ['10.0.0.1', '10.0.0.2']);
    replicas.next('api');
    await later();
    expect(replicas.next('api')).not.toBe('api');
    replicas.forget('api');
    expect(replicas.next('api')).toBe('api');
  });
});
