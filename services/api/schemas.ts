import type { JsonSchema } from './parameters.ts';

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const time = {
  type: 'string',
  description: 'UTC, to the second: 2026-01-01T00:00:00Z.',
  pattern: '^([+-]\\d{6}|\\d{4})-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$',
} as const;

/** A closed object: every property is required and no other may come. */
export function object(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', required: Object.keys(properties), properties, additionalProperties: false };
}

export function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

export const personSchema = object({
  id: { ...text, description: 'A UUID; on /incremental/step the position, counted from 1.' },
  name: text,
  email: text,
  address: { ...text, description: 'Two lines.' },
  company: text,
  job: text,
  createdAt: time,
  updatedAt: time,
});

export const companySchema = object({
  company_id: count,
  company_name: text,
  createdAt: time,
  updatedAt: time,
});

export const tombstoneSchema = object({
  id: { ...text, description: 'Who was deleted.' },
  deletedAt: time,
});

/** A person in an answer that can also tell who is gone; where it does, it has both columns. */
export function changedPersonSchema(person: JsonSchema): JsonSchema {
  return {
    ...person,
    properties: {
      ...(person['properties'] as JsonSchema),
      isDeleted: { type: 'boolean', description: 'Gone, or there and marked as deleted.' },
      deletedAt: { ...time, type: ['string', 'null'], description: 'When it went; null while it is there.' },
    },
    dependentRequired: { deletedAt: ['isDeleted'] },
  };
}

export const departmentSchema = object({
  department_id: count,
  company_id: count,
  department_name: text,
  createdAt: time,
  updatedAt: time,
});

export const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: { error: text, nearest: listOf(text) },
  additionalProperties: false,
};

/** References that every answer uses, so that the document names each shape once. */
export const people = listOf({ $ref: '#/components/schemas/Person' });
export const changedPeople = listOf({ $ref: '#/components/schemas/ChangedPerson' });
export const companies = listOf({ $ref: '#/components/schemas/Company' });
export const departments = listOf({ $ref: '#/components/schemas/Department' });
export const tombstones = listOf({ $ref: '#/components/schemas/Tombstone' });
export const error: JsonSchema = { $ref: '#/components/schemas/Error' };
export { count, text, time };
