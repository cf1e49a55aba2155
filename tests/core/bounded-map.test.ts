import { describe, expect, it } from '@jest/globals';
import { BoundedMap } from '../../core/bounded-map.ts';

describe('BoundedMap', () => {
  it('holds no more than its capacity, whatever number of keys comes', () => {
    const map = new BoundedMap<string, number>(100);
    for (let key = 0; key < 20_000; key++) map.set(`name-${key}`, key);
    expect(map.size).toBe(100);
    expect([...map.values()]).toEqual(Array.from({ length: 100 }, (_, index) => 19_900 + index));
  });

  it('drops the entry that was used longest ago, and tells of it', () => {
    const dropped: Array<[number, string]> = [];
    const map = new BoundedMap<string, number>(2, (value, key) => dropped.push([value, key]));
    map.set('first', 1);
    map.set('second', 2);
    map.get('first');
    map.set('third', 3);
    expect(dropped).toEqual([[2, 'second']]);
    expect([map.get('first'), map.get('second'), map.get('third')]).toEqual([1, undefined, 3]);
  });

  it('takes a new value of a known key without dropping another', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('first', 1);
    map.set('second', 2);
    map.set('first', 3);
    expect([...map.values()]).toEqual([2, 3]);
  });

  it('does not tell of what was deleted or cleared', () => {
    const dropped: number[] = [];
    const map = new BoundedMap<string, number>(1, (value) => dropped.push(value));
    map.set('first', 1);
    expect(map.delete('first')).toBe(true);
    map.set('second', 2);
    map.clear();
    map.set('third', 3);
    expect(dropped).toEqual([]);
  });
});
