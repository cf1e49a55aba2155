import type { Service } from '../../core/service.ts';
import { embeddedApi } from '../../services/api/embedded.ts';
import type { ApiEndpoints } from '../../services/api/endpoints.ts';
import type { ApiOptions } from '../../services/api/options.ts';
import { AnswerValidator, type OpenApiDocument } from './answer-validator.ts';

interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  json<Body>(): Body;
}

export interface StartedApi extends AsyncDisposable {
  readonly url: string;
  readonly endpoints: ApiEndpoints;
  readonly service: Service<ApiEndpoints>;
  /** Asks, compares the answer with the OpenAPI document that the API serves, and hands it over. */
  get(path: string, init?: RequestInit): Promise<ApiAnswer>;
  stop(): Promise<void>;
}

/** An API on any free port, with a client that believes no answer. */
export async function startApi(options: Partial<ApiOptions> = {}): Promise<StartedApi> {
  const service = embeddedApi({ ...options, port: 0 });
  const endpoints = await service.start();
  const { url } = endpoints;
  const document = await fetch(`${url}/_playground/openapi.json`);
  const validator = new AnswerValidator((await document.json()) as OpenApiDocument);
  const stop = (): Promise<void> => service.stop();

  return {
    url,
    endpoints,
    service,
    stop,
    [Symbol.asyncDispose]: stop,
    async get(path, init = {}) {
      const response = await fetch(`${url}${path}`, init);
      const text = await response.text();
      const { status, headers } = response;
      const mediaType = (headers.get('content-type') ?? '').split(';')[0] as string;
      const method = init.method ?? 'GET';
      validator.check({ method, path: new URL(response.url).pathname, status, mediaType, text });
      return { status, headers, text, json: () => JSON.parse(text) };
    },
  };
}
