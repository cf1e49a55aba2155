import type { DocumentedParameter, JsonSchema } from '../parameters.ts';
import type { Answer, Route } from '../route.ts';
import {
  changedPersonSchema,
  companySchema,
  departmentSchema,
  error,
  errorSchema,
  tombstoneSchema,
} from '../schemas.ts';
import { securitySchemes } from './security-schemes.ts';

type Json = Readonly<Record<string, unknown>>;

const INFO = {
  title: 'connector-playground API',
  version: '1.1.9',
  description:
    'A source of known data to build connectors against. A superset of the API of the Python package ' +
    'fivetran-api-playground; the version is that of the package it follows.',
};

const limited: Answer = {
  description: 'Too many requests; only when a rate limit is set.',
  content: { 'application/json': error },
};

/**
 * The OpenAPI 3.1 document of these routes: the same objects that validate requests, written out.
 *
 * @param person what a person has in this world
 */
export function openApiDocument(routes: readonly Route[], person: JsonSchema): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: INFO,
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: {
        Person: person,
        ChangedPerson: changedPersonSchema(person),
        Company: companySchema,
        Department: departmentSchema,
        Tombstone: tombstoneSchema,
        Error: errorSchema,
      },
      securitySchemes,
    },
  };
}

function operationOf(route: Route): Json {
  return {
    operationId: route.name,
    tags: [route.tag],
    summary: route.summary,
    parameters: Object.values(route.parameters).map(parameterOf),
    ...(route.requestBody && { requestBody: bodyOf('application/json', route.requestBody) }),
    ...(route.requestForm && { requestBody: bodyOf('application/x-www-form-urlencoded', route.requestForm) }),
    ...(route.scheme && { security: [{ [route.scheme]: [] }] }),
    responses: Object.fromEntries(Object.entries({ ...route.answers, 429: limited }).map(responseOf)),
  };
}

function responseOf([status, { description, content = {} }]: [string, Answer]): [string, Json] {
  const media = Object.entries(content).map(([type, schema]) => [type, { schema }]);
  return [status, { description, content: Object.fromEntries(media) }];
}

function parameterOf({ name, in: place, description, required, schema }: DocumentedParameter): Json {
  return { name, in: place, description, required, schema };
}

function bodyOf(mediaType: string, schema: JsonSchema): Json {
  return { required: true, content: { [mediaType]: { schema } } };
}
