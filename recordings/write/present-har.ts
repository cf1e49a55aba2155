import { type Exchange, type Field, mediaTypeOf } from '../exchange.ts';
import { isForm, isText } from '../media-types.ts';

/** Who wrote the file. */
export interface Creator {
  readonly name: string;
  readonly version: string;
}

/** The text of a HAR file (version 1.2, softwareishard.com/blog/har-12-spec). */
export function presentHar(creator: Creator, exchanges: readonly Exchange[]): string {
  const har = { log: { version: '1.2', creator, pages: [], entries: exchanges.map(presentExchange) } };
  return `${JSON.stringify(har, null, 2)}\n`;
}

function presentExchange({ startedAt, timings, request, response }: Exchange): unknown {
  const { send, wait, receive } = timings;
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: send + wait + receive,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: request.fields,
      queryString: [...new URL(request.url).searchParams].map(([name, value]) => ({ name, value })),
      ...(request.body.length > 0 && { postData: presentPostData(request.body, request.fields) }),
      headersSize: -1,
      bodySize: request.body.length,
    },
    response: {
      status: response.status,
      statusText: response.reason,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: response.fields,
      content: presentContent(response.body ?? Buffer.alloc(0), response.fields),
      redirectURL: response.fields.find(({ name }) => name.toLowerCase() === 'location')?.value ?? '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send, wait, receive },
  };
}

/** Text and parameters exclude each other, so that there is only the text; `params` must be there (HAR 1.2, postData). */
function presentPostData(body: Buffer, fields: readonly Field[]): unknown {
  const type = mediaTypeOf(fields);
  const params = isForm(type)
    ? [...new URLSearchParams(body.toString('utf8'))].map(([name, value]) => ({ name, value }))
    : [];
  // For bytes HAR 1.2 has no place in a request; a name of one's own begins with a line.
  return isText(body)
    ? { mimeType: type, params, text: body.toString('utf8') }
    : { mimeType: type, params, text: body.toString('base64'), _encoding: 'base64' };
}

function presentContent(body: Buffer, fields: readonly Field[]): unknown {
  const about = { size: body.length, mimeType: mediaTypeOf(fields) || 'x-unknown' };
  return isText(body)
    ? { ...about, text: body.toString('utf8') }
    : { ...about, text: body.toString('base64'), encoding: 'base64' };
}
