import type { FaultPlan, ListedFault } from '../faults/fault-plan.ts';
import { parseFaults } from '../faults/parse-fault.ts';
import { type PlannedFault, presentFault } from '../faults/written-fault.ts';
import { hasCode } from '../playground-error.ts';
import { badFault, noFaults, noSuchFault, notJson } from './control-error.ts';
import type { ControlPage, ControlSubject } from './control-page.ts';
import { refuseParameters } from './parse-control-query.ts';

/** As much as a plan of a hundred faults needs. */
const MOST_BYTES = 262_144;

/** Tells what goes wrong on purpose, and changes it. */
export const FAULT_PAGES: readonly ControlPage[] = [
  {
    method: 'GET',
    path: '/_playground/faults',
    answer(subject, { query }) {
      refuseParameters(query);
      return { body: { faults: planOf(subject).list().map(presentPlanned) } };
    },
  },
  {
    method: 'POST',
    path: '/_playground/faults',
    async answer(subject, { query, body }) {
      refuseParameters(query);
      const plan = planOf(subject);
      const added = add(plan, jsonIn(await body(MOST_BYTES)));
      return { status: 201, body: { faults: added.map(presentPlanned) } };
    },
  },
  {
    method: 'DELETE',
    path: '/_playground/faults',
    answer(subject, { query }) {
      refuseParameters(query);
      planOf(subject).clear();
      return { body: { status: 'cleared' } };
    },
  },
  {
    method: 'DELETE',
    path: '/_playground/faults/{id}',
    answer(subject, { query, parts: { id = '' } }) {
      refuseParameters(query);
      const isNumber = /^[1-9]\d{0,14}$/.test(id);
      if (!isNumber || !planOf(subject).clear(Number(id))) throw noSuchFault(id);
      return { body: { status: 'cleared' } };
    },
  },
];

function planOf({ faults, services }: ControlSubject): FaultPlan {
  if (faults === undefined) throw noFaults(services);
  return faults;
}

function add(plan: FaultPlan, written: unknown): readonly ListedFault[] {
  try {
    return plan.add(...parseFaults(written, Array.isArray(written) ? 'faults' : 'fault'));
  } catch (error) {
    if (hasCode(error, 'ERR_BAD_OPTION')) throw badFault((error as Error).message);
    throw error;
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notJson(text);
  }
}

/** With what only a running plan knows. */
export function presentPlanned({ id, fired, ...fault }: ListedFault): PlannedFault {
  return { ...presentFault(fault), id, fired };
}
