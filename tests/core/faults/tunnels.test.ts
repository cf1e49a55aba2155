import { expect, it } from '@jest/globals';
import { FaultPlan } from '../../../core/faults/fault-plan.ts';
import { shownMet } from '../../../core/faults/met.ts';

it.each([
  [{ tcp: 'ssh' }, ['1: refuse', '1: refuse', '-']],
  [{ tcp: 'bastion' }, ['1: refuse', '1: refuse', '-']],
  [{ tcp: 'ssh', route: 'api' }, ['-', '1: refuse', '-']],
  [{ tcp: 'ssh', host: 'DB*' }, ['1: refuse', '-', '-']],
  [{ tcp: 'ssh', nth: 2 }, ['-', '1: refuse', '-']],
])('a tunnel, by %j', (on, expected) => {
  const plan = new FaultPlan();
  const about = ['postgres', 'api'];
  plan.offer('bastion', {
    ...{ effects: [], on: [] },
    tcp: { name: 'ssh', effects: ['refuse'], on: ['host'], about },
  });
  plan.offer('postgres', { effects: [], on: [], tcp: { name: 'postgres', effects: ['refuse'] } });
  plan.add({ on, do: { refuse: true } });
  const tunnel = { service: 'bastion', tcp: 'ssh' };
  const met = [
    { ...tunnel, host: 'db.internal', about: 'postgres' },
    { ...tunnel, host: 'localhost', about: 'api' },
    { service: 'postgres', tcp: 'postgres' },
  ].map((asked) => plan.meet(asked));
  expect(met.map((each) => (each ? shownMet(each) : '-'))).toEqual(expected);
});
