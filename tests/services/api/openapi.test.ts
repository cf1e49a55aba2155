import { afterAll, describe, expect, it } from '@jest/globals';
import { routes } from '../../../services/api/routes/routes.ts';
import { AnswerValidator, type OpenApiDocument } from '../../support/answer-validator.ts';
import { startApi } from '../../support/start-api.ts';

const api = await startApi();
afterAll(() => api.stop());
const document = (await api.get('/_playground/openapi.json')).json<OpenApiDocument>();

interface Operation {
  readonly operationId: string;
  readonly parameters: ReadonlyArray<{ readonly in: string; readonly name: string }>;
  readonly security?: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method,
    operation: operation as unknown as Operation,
  })),
);

describe('the OpenAPI document', () => {
  it('has every endpoint but the pages for people, each under a name of its own', () => {
    const documented = operations.map(({ operation }) => operation.operationId);
    const served = routes.map(({ name }) => name).filter((name) => !name.startsWith('docs'));
    expect(documented.toSorted()).toEqual(served.toSorted());
    expect(new Set(documented).size).toBe(documented.length);
  });

  it.each(operations)('declares each {parameter} of $path', ({ path, operation }) => {
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
    expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
  });

  it('defines every way to authenticate that it names', () => {
    const { components } = document as unknown as { components: { securitySchemes: object } };
    const named = operations.flatMap(({ operation }) => (operation.security ?? []).flatMap(Object.keys));
    expect([...new Set(named)].toSorted()).toEqual(Object.keys(components.securitySchemes).toSorted());
  });
});

describe('the comparison with the document', () => {
  const validator = new AnswerValidator(document);
  const healthy = {
    method: 'GET',
    path: '/_playground/health',
    status: 200,
    mediaType: 'application/json',
    text: '{"status":"ok","records":200}',
  };

  it('lets pass what is as documented', () => {
    expect(() => validator.check(healthy)).not.toThrow();
  });

  it.each([
    [{ status: 418 }, /418 is not documented/],
    [{ status: 404, text: '{"message":"gone"}' }, /not as documented: .*required property 'error'/],
    [{ mediaType: 'text/html' }, /'text\/html' is not documented/],
    [{ text: '{"status":"ok"}' }, /not as documented: .*required property 'records'/],
    [{ text: '{"status":"ok","records":-1}' }, /not as documented: .*must be >= 0/],
    [{ text: '{"status":"ok","records":1,"more":1}' }, /not as documented: .*additional properties/],
    [{ path: '/elsewhere' }, /200 is not documented/],
  ])('refuses %j', (change, message) => {
    expect(() => validator.check({ ...healthy, ...change })).toThrow(message);
  });
});
