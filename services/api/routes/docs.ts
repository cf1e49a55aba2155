import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Route } from '../route.ts';
import { text } from '../schemas.ts';

/** Swagger UI's files lie in its package, so the page works without a network. */
const PACKAGE = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>connector-playground API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" href="data:,">
  </head>
  <body>
    <div id="api"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script>
      SwaggerUIBundle({
        url: '/_playground/openapi.json',
        dom_id: '#api',
        deepLinking: true,
        validatorUrl: null,
        oauth2RedirectUrl: location.origin + '/docs/oauth2-redirect.html',
      });
    </script>
  </body>
</html>
`;

const page: Route = {
  method: 'GET',
  path: '/docs',
  name: 'docs',
  tag: 'Playground',
  summary: 'This API as a page to read and try',
  parameters: {},
  answers: { 200: { description: 'The page.', content: { 'text/html': text } } },
  handle(ctx) {
    ctx.type = 'text/html; charset=utf-8';
    // Or a page around it could lead a click to "Execute".
    ctx.set('Content-Security-Policy', "frame-ancestors 'none'");
    ctx.body = PAGE;
  },
};

/** A file of Swagger UI: a fixed list, so that no path a client sends reaches the disk. */
function asset(fileName: string, mediaType: string): Route {
  return {
    method: 'GET',
    path: `/docs/${fileName}`,
    name: `docs_${fileName.replaceAll(/\W/g, '_')}`,
    tag: 'Playground',
    summary: `A part of the page: ${fileName}`,
    parameters: {},
    answers: { 200: { description: 'The file.', content: { [mediaType]: text } } },
    handle(ctx) {
      ctx.type = `${mediaType}; charset=utf-8`;
      ctx.body = createReadStream(path.join(PACKAGE, fileName));
    },
  };
}

export const docs: readonly Route[] = [
  page,
  asset('swagger-ui.css', 'text/css'),
  asset('swagger-ui-bundle.js', 'text/javascript'),
  // Where the page gets its code when somebody signs in there by OAuth 2.0.
  asset('oauth2-redirect.html', 'text/html'),
  asset('oauth2-redirect.js', 'text/javascript'),
];
