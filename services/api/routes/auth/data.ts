import type { Context } from 'koa';
import { notePage, noteRange } from '../../note-rows.ts';
import { type Api, json, type Route, type Scheme } from '../../route.ts';
import { error, object, people } from '../../schemas.ts';

const SHOWN_PEOPLE = 20;

interface ProtectedRoute {
  readonly path: string;
  readonly name: string;
  readonly tag?: string;
  readonly summary: string;
  readonly scheme: Scheme;
  readonly answers?: Route['answers'];
  /** Whether what the client shows can be got anew. */
  readonly expires?: boolean;
  /** @throws ApiError when the client has not proved who it is */
  readonly authenticate: (ctx: Context, api: Api) => void | Promise<void>;
}

/** An endpoint that returns the first twenty people to clients that pass its check. */
export function dataBehind({ authenticate, answers, expires = false, ...route }: ProtectedRoute): Route {
  return {
    tag: 'Authentication',
    ...route,
    method: 'GET',
    parameters: {},
    answers: {
      200: json('The first twenty people.', object({ data: people })),
      401: json('The credentials are missing or wrong.', error),
      ...answers,
    },
    walk: { about: 'people', effects: ['stale', ...(expires ? (['expire: token'] as const) : [])] },
    async handle(ctx, api) {
      await authenticate(ctx, api);
      const { all } = api.state.people.seenAt(api.clock());
      const count = Math.min(SHOWN_PEOPLE, all.size);
      noteRange(ctx, 'position', all, 0, count);
      notePage(ctx, { isLast: true, next: null });
      ctx.body = { data: all.rows(0, count) };
    },
  };
}
