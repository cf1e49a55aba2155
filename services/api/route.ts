import type { Context } from 'koa';
import type { EffectTerm } from '../../core/faults/effects.ts';
import type { TablesOnDemand } from '../../fixtures/living/world-plan.ts';
import type { AuthorizationServer } from './oauth2/authorization-server.ts';
import type { ApiOptions } from './options.ts';
import type { DocumentedParameter, JsonSchema } from './parameters.ts';
import type { ApiState } from './state.ts';

/** What a handler may use: the options of the service and what changes while it runs. */
export interface Api extends ApiOptions {
  readonly state: ApiState;
  readonly authorizationServer: AuthorizationServer;
}

/** How a client proves who it is; the names are those of `components.securitySchemes`. */
export type Scheme = 'httpBasic' | 'httpBearer' | 'apiKey' | 'sessionToken' | 'oauth2Client' | 'oauth2';

export interface Answer {
  readonly description: string;
  /** Media type to schema; left out for an answer without a body. */
  readonly content?: Readonly<Record<string, JsonSchema>>;
}

/** How clients read what a route lists. */
interface Walk {
  /** What is listed. */
  readonly about: string;
  /** What a fault can do to what it lists. */
  readonly effects?: readonly EffectTerm[];
  /** The parameter that says since when. */
  readonly since?: string;
  /**
   * Which page is asked for, from 1.
   *
   * @param pageAt that of a cursor which was handed out
   */
  pageOf?(
    query: URLSearchParams,
    pageAt: (cursor: string | undefined) => number | undefined,
  ): number | undefined;
}

/** One endpoint: what documents it, what validates it and what answers it, in one place. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As @koa/router reads it: `/cursors/:company_id/departments`. */
  readonly path: string;
  /** Unique; the `operationId`, and the label in the journal and the metrics. */
  readonly name: string;
  readonly tag: string;
  readonly summary: string;
  readonly parameters: Readonly<Record<string, DocumentedParameter>>;
  readonly requestBody?: JsonSchema;
  /** A body that is a form, in place of JSON. */
  readonly requestForm?: JsonSchema;
  readonly scheme?: Scheme;
  /** What a world must be asked for to have what the route shows. Left out: every world has it. */
  readonly onDemand?: TablesOnDemand;
  /** Answers by status. 404, 405 and 429 can come from anywhere and need not be listed. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** What a fault plan may know of its requests, and do to the rows of its answers. Left out: what it knows of all. */
  readonly walk?: Walk;
  handle(ctx: Context, api: Api): void | Promise<void>;
}

/** An answer in JSON. */
export function json(description: string, schema: JsonSchema): Answer {
  return { description, content: { 'application/json': schema } };
}
