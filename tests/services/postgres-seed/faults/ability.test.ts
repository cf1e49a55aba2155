import { expect, it } from '@jest/globals';
import type { Ability } from '../../../../core/faults/ability.ts';
import { FaultPlan } from '../../../../core/faults/fault-plan.ts';
import { parseFaults } from '../../../../core/faults/parse-fault.ts';
import { postgresAbility, unreachableAbility } from '../../../../services/postgres-seed/faults/ability.ts';

function added(ability: Ability, fault: unknown): unknown {
  const plan = new FaultPlan();
  plan.offer('postgres', ability);
  plan.own({ clock: () => Promise.resolve() });
  return plan.add(...parseFaults(fault, 'plan'));
}

const SQL = { on: { sql: 'SELECT*' } };
const TCP = { on: { tcp: 'postgres' } };

it.each<[unknown, string]>([
  [{ ...SQL, do: { stale: '90s' } }, "postgres cannot do 'stale'"],
  [{ ...SQL, do: { status: 500 } }, "postgres cannot do 'status'"],
  [{ ...SQL, do: { short: 3 } }, "postgres cannot do 'short'"],
  [{ ...SQL, do: { cut: 'row' } }, "not at 'row'. Say 'cut: 1000 bytes'"],
  [{ on: { sql: '*', request: 5 }, do: 'reset' }, "Say 'on: { sql, nth }'"],
  [{ on: { sql: '*', page: 2 }, do: 'reset' }, "does not know 'on: page'"],
  [{ ...TCP, after: { clock: '5s' } }, "Say 'on: { sql }' in place of 'tcp'"],
  [{ ...TCP, do: { terminate: 'backend' } }, "Say 'bytes', or 'on: { sql }'"],
  [{ on: { tcp: 'postgres', bytes: 9 }, do: { sqlstate: '57P01' } }, "Say 'terminate: backend'"],
  [{ ...TCP, do: { latency: '10s' } }, 'The server waits 10s for a login'],
  [{ on: { tcp: 'bastion' }, do: 'reset' }, "No connection to 'bastion'"],
])('%j is refused by name', (fault, message) => {
  expect(() => added(postgresAbility, fault)).toThrow(
    expect.objectContaining({ code: 'ERR_BAD_OPTION', message: expect.stringContaining(message) }),
  );
});

it.each([SQL, TCP])('%j is refused where clients talk to the server itself, with the way out', (on) => {
  expect(() => added(unreachableAbility, { ...on, do: 'reset' })).toThrow(/Make a further world/);
});

it.each<[unknown, string]>([
  [
    { ...SQL, do: { sqlstate: 40001 } },
    "must be a SQLSTATE of an error in quotes, such as '40001', but is 40001",
  ],
  [{ ...SQL, do: { sqlstate: '00000' } }, 'must be a SQLSTATE of an error'],
  [{ ...SQL, do: { sqlstate: '4000' } }, 'must be a SQLSTATE of an error'],
  [{ ...SQL, do: { message: 'try again' } }, "'message' together with 'sqlstate'"],
  [{ ...SQL, do: { terminate: 'server' } }, "must be 'backend'"],
  [{ ...SQL, do: { sqlstate: '40001', terminate: 'backend' } }, "either 'sqlstate' or 'terminate'"],
  [{ ...SQL, do: { sqlstate: '40001', slow: 100 } }, "either 'sqlstate' or 'slow'"],
])('%j is no fault', (fault, message) => {
  expect(() => parseFaults(fault, 'plan')).toThrow(message);
});
