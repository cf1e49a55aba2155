import { json, type Route } from '../../route.ts';
import { count, error, listOf, object } from '../../schemas.ts';
import { answerAsEverywhere } from './control.ts';

/** A fault as docs/faults.md has it. */
const fault = {
  type: 'object',
  required: ['on'],
  properties: {
    on: { type: 'object', description: 'When it happens.' },
    do: { type: ['object', 'string'], description: 'What happens.' },
    after: { type: ['object', 'string'], description: 'What happens when the answer is ready.' },
    times: { type: ['integer', 'string'], description: 'How many tries of one request meet it.' },
  },
};
const planned = {
  ...fault,
  required: ['on', 'id', 'fired'],
  properties: { ...fault.properties, id: count, fired: count },
};
const faultList = object({ faults: listOf(planned) });
const cleared = json('Done.', object({ status: { const: 'cleared' } }));

const common = { tag: 'Playground', parameters: {}, handle: answerAsEverywhere } as const;
const path = '/_playground/faults';

export const listFaults: Route = {
  ...{ ...common, method: 'GET', path, name: 'playground_faults', summary: 'What goes wrong on purpose' },
  answers: { 200: json('The faults, with how often each has happened.', faultList) },
};

export const addFaults: Route = {
  ...{ ...common, method: 'POST', path, name: 'playground_add_faults', summary: 'Plan one fault or several' },
  requestBody: { oneOf: [fault, { type: 'array', items: fault }] },
  answers: {
    201: json('All of them are planned.', faultList),
    400: json('One of them is wrong, or nobody could bring it about; none is planned.', error),
    413: json('The body is too large.', error),
  },
};

export const clearFaults: Route = {
  ...{
    ...common,
    method: 'DELETE',
    path,
    name: 'playground_clear_faults',
    summary: 'Take all faults out of the plan',
  },
  answers: { 200: cleared },
};

export const clearFault: Route = {
  ...{ ...common, method: 'DELETE', path: `${path}/:id`, name: 'playground_clear_fault' },
  summary: 'Take a fault out of the plan',
  parameters: {
    id: {
      name: 'id',
      in: 'path',
      description: 'Its number.',
      required: true,
      schema: { type: 'integer', minimum: 1 },
    },
  },
  answers: { 200: cleared, 404: json('There is none with this number.', error) },
};
