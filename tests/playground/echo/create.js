import { listen } from '../../core/http-listener.js';
import { serviceOf } from '../../core/service-of.js';

/** Answers how many requests came before. */
export function create({ settings: { host, logger }, credentials, port }) {
  return serviceOf('echo', async () => {
    let count = 0;
    const reset = async () => {
      count = 0;
    };
    const answer = (request, response) => {
      if (request.url === '/_playground/reset') count = -1;
      response.end(String(count++));
    };
    const { url, close } = await listen('echo', answer, { host, port, logger });
    return { endpoints: { url, ...credentials }, reset, close };
  });
}
