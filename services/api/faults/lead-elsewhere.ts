import type { Context } from 'koa';
import type { Effects } from '../../../core/faults/effects.ts';
import { externalUrl } from '../external-url.ts';
import { notePage } from '../note-rows.ts';

/** RFC 6761, section 6.4: a name that there never is. */
const OTHER_HOST = 'other-host.invalid';

/** Has the URL of the next page in an answer lead where a fault says. An empty page leads to itself. */
export function leadElsewhere(ctx: Context, { next, empty }: Effects): void {
  const { body } = ctx;
  if ((next === undefined && !empty) || typeof body !== 'string') return;
  const page = JSON.parse(body) as { next_page_url?: string | null };
  if (page.next_page_url === undefined) return;
  const url = urlOf(ctx, next ?? 'same', page.next_page_url);
  notePage(ctx, { isLast: url === null, next: url });
  ctx.body = JSON.stringify({ ...page, next_page_url: url });
}

function urlOf(ctx: Context, next: NonNullable<Effects['next']>, given: string | null): string | null {
  if (next === 'none') return null;
  if (next === 'same') return `${externalUrl(ctx)}${ctx.search}`;
  if (given === null) return null;
  const url = new URL(given);
  url.hostname = OTHER_HOST;
  return url.href;
}
