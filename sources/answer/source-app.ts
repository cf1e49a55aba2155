import type { IncomingMessage, RequestListener } from 'node:http';
import Koa, { type Context } from 'koa';
import type { JournalEntry } from '../../core/control/journal-entry.ts';
import type { Asked } from '../../core/faults/asked.ts';
import type { Effects } from '../../core/faults/effects.ts';
import type { Logger } from '../../core/logger.ts';
import type { SourceDeclaration, Template, TokenAuth } from '../declaration.ts';
import { tokenRouteOf } from '../walk-of.ts';
import { answerDeletes } from './answer-deletes.ts';
import { answerList } from './answer-list.ts';
import { answerOne } from './answer-one.ts';
import { askedList } from './asked-list.ts';
import { askedOfPlan } from './asked-of-plan.ts';
import { authenticate, expireTokens } from './authenticate.ts';
import { noSuchPath, plannedFault, SourceError } from './errors.ts';
import type { SourceExchange } from './exchange.ts';
import { Parameters } from './parameters.ts';
import { bodyOf } from './request-body.ts';
import { pathsOf, routesOf, type SourceRoute } from './source-routes.ts';
import { type SourceWorld, sourceState } from './source-state.ts';
import { answerToken, errorsOf } from './token-endpoint.ts';
import { writeTemplate } from './write-template.ts';

/** A source that answers. */
export interface SourceApp {
  readonly answer: RequestListener;
  /**
   * What a fault plan may look at of a request, which is noted in the journal too, since the plan may answer in the source's
   * place; undefined of one that there is no route for.
   */
  asked(
    request: IncomingMessage,
    url: URL,
  ): Promise<Pick<Asked, 'route' | 'about' | 'since' | 'page'> | undefined>;
}

/** What is known of a request before it is answered, by whoever takes it in. */
export interface Known {
  readonly entry: JournalEntry;
  readonly effects: Effects;
}

const ANSWERS = { list: answerList, one: answerOne, deletes: answerDeletes } as const;

/**
 * Makes a declared source answer: authenticate, count, parse, select, present.
 *
 * @param knownOf what is known of a request; undefined where nobody keeps a journal
 * @throws RangeError for a table that there cannot be
 */
export function createSourceApp(
  declaration: SourceDeclaration,
  world: SourceWorld,
  logger: Logger,
  knownOf: (request: IncomingMessage) => Known | undefined = () => undefined,
): SourceApp {
  const state = sourceState(declaration, world);
  const routes = routesOf(state);
  const find = (method: string, path: string) => findRoute(routes, method, path);
  const endpointOf = (method: string, host: string, path: string) =>
    state.tokenEndpoints.find(({ matches }) => matches(method, host, path));
  const tokensOf = (way: TokenAuth) => state.tokenEndpoints.find(({ auth }) => auth === way)?.tokens;
  /** Notes which list is asked for, whatever becomes of the request. */
  const note = (request: IncomingMessage, route: SourceRoute, parameters: Parameters, path: string) => {
    const list = askedList(route, parameters, path, state);
    const entry = knownOf(request)?.entry;
    if (entry) Object.assign(entry, { route: route.name, list });
    return list;
  };
  const app = new Koa();
  app.use(async (ctx) => {
    const { entry, effects = {} } = knownOf(ctx.req) ?? {};
    const endpoint = endpointOf(ctx.method, ctx.hostname, ctx.path);
    try {
      if (endpoint) {
        if (entry) entry.route = tokenRouteOf(declaration);
        return await answerToken(ctx, endpoint, world.realClock);
      }
      const found = find(ctx.method, ctx.path);
      const query = new URLSearchParams(ctx.querystring);
      if (found) note(ctx.req, found.route, new Parameters(query, undefined), ctx.path);
      const given = { headers: ctx.headers, query };
      authenticate(declaration.auth, given, tokensOf);
      if (effects.expire === 'token') throw expireTokens(declaration.auth, given, tokensOf);
      ctx.set(state.countRequest());
      if (found === undefined) throw noSuchPath(ctx.method, ctx.path, pathsOf(declaration));
      const body = await bodyOf(ctx.req);
      const parameters = new Parameters(query, body);
      if (body !== undefined) note(ctx.req, found.route, parameters, ctx.path);
      const exchange: SourceExchange = {
        ...{ declaration, state, parameters, effects, entry, clock: world.clock },
        ...{ route: found.route, parts: found.parts, url: ctx.URL },
      };
      ANSWERS[found.route.gives](ctx, exchange);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      answerError(ctx, endpoint ? errorsOf(endpoint, declaration) : declaration.errors, error);
    }
  });
  app.on('error', (error: Error) =>
    logger('unexpected_error', { source: declaration.name, error: String(error.stack) }),
  );
  const handle = app.callback();
  return {
    // Koa answers whatever happens, so its promise has nothing to say.
    answer: (request, response) => void handle(request, response),
    async asked(request, url) {
      const method = request.method ?? 'GET';
      if (endpointOf(method, url.hostname, url.pathname))
        return { route: tokenRouteOf(declaration), about: 'token' };
      const found = find(method, url.pathname);
      if (found === undefined) return undefined;
      // What is no JSON is refused when the request is answered.
      const body = await bodyOf(request).catch(() => undefined);
      const parameters = new Parameters(url.searchParams, body);
      return askedOfPlan(found.route, parameters, note(request, found.route, parameters, url.pathname));
    },
  };
}

function findRoute(routes: readonly SourceRoute[], method: string, path: string) {
  for (const route of routes) {
    const isMethod = route.method === method || (method === 'HEAD' && route.method === 'GET');
    const parts = isMethod ? route.match(path) : undefined;
    if (parts) return { route, parts };
  }
  return undefined;
}

function answerError(ctx: Context, errors: Template, { status, code, message, headers }: SourceError): void {
  ctx.status = status;
  ctx.set('X-Error-Code', code);
  ctx.set(headers);
  ctx.type = 'application/json';
  ctx.body = writeTemplate(errors, {
    status: String(status),
    code: JSON.stringify(code),
    message: JSON.stringify(message),
  });
}

/** The body of an error that a fault plan asks for, in the form that the source has. */
export function plannedErrorBody(declaration: SourceDeclaration, status: number): string {
  const { code, message } = plannedFault(status);
  return writeTemplate(declaration.errors, {
    status: String(status),
    code: JSON.stringify(code),
    message: JSON.stringify(message),
  });
}
