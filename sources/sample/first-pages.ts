import { request as ask } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../../core/http-listener.ts';
import { silentLogger } from '../../core/logger.ts';
import type { Dataset } from '../../fixtures/dataset.ts';
import { createSourceApp } from '../answer/source-app.ts';
import { type ServedResource, type SourceWorld, sourceState } from '../answer/source-state.ts';
import type { Resource, SourceDeclaration } from '../declaration.ts';
import { sampleKeys } from './sample-keys.ts';

/** A request for a list. */
export interface ListRequest {
  readonly method: 'GET' | 'POST';
  /** Host and path, without what says who asks. */
  readonly url: string;
}

/** The first page of a list, as its source answers. */
interface FirstPage {
  readonly resource: Resource;
  readonly request: ListRequest;
  readonly status: number;
  readonly body: string;
}

/** Lets a source answer on a free port of this machine, asks for the first page of lists, and ends it. */
export async function firstPages(
  declaration: SourceDeclaration,
  resources: readonly Resource[],
  dataset: Dataset,
): Promise<readonly FirstPage[]> {
  const clock = (): number => dataset.anchor;
  const world: SourceWorld = { dataset, clock, realClock: Date.now };
  // What is shown is the lists. Who may ask, and how often, is told by the command that asks a playground.
  const { rateLimit: _, ...open } = { ...declaration, auth: [] };
  const { answer } = createSourceApp(open, world, silentLogger);
  const { served } = sourceState(open, world);
  const { port, close } = await listen('source', answer, { host: '127.0.0.1', port: 0 });
  try {
    const pages: FirstPage[] = [];
    for (const one of served.filter(({ resource }) => resources.includes(resource)))
      pages.push(await firstPage(one, { declaration, port, at: dataset.anchor }));
    return pages;
  } finally {
    await close();
  }
}

interface Place {
  readonly declaration: SourceDeclaration;
  readonly port: number;
  readonly at: number;
}

async function firstPage(served: ServedResource, { declaration, port, at }: Place): Promise<FirstPage> {
  const { resource } = served;
  const host = (declaration.hosts[0] ?? '').replaceAll('*', 'any');
  const keys = sampleKeys(served, at);
  const path = resource.path.replaceAll(/\{([^}]*)\}/g, (_, part: string) =>
    encodeURIComponent(keys.get(part) ?? part),
  );
  const { status, body } = await answerOf(port, { method: resource.method, path, headers: { host } });
  return { resource, request: { method: resource.method, url: `https://${host}${path}` }, status, body };
}

function answerOf(
  port: number,
  options: { readonly method: string; readonly path: string; readonly headers: { readonly host: string } },
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const sent = ask({ host: '127.0.0.1', port, ...options }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    });
    sent.on('error', reject).end();
  });
}
