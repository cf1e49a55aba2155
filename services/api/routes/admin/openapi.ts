import { openApiDocument } from '../../openapi/document.ts';
import { personSchemaOf } from '../../openapi/person-schema.ts';
import { json, type Route } from '../../route.ts';

/** The document of these routes and of itself. */
export function openapi(routes: readonly Route[]): Route {
  const self: Route = {
    method: 'GET',
    path: '/_playground/openapi.json',
    name: 'playground_openapi',
    tag: 'Playground',
    summary: 'This API as OpenAPI 3.1',
    parameters: {},
    answers: { 200: json('The document.', { type: 'object' }) },
    handle(ctx, { dataset }) {
      ctx.body = openApiDocument([...routes, self], personSchemaOf(dataset));
    },
  };
  return self;
}
