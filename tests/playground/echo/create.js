import { answerControl } from '../../core/control/answer-control.js';
import { noteRequest } from '../../core/control/note-request.js';
import { listen } from '../../core/http-listener.js';
import { withServiceLogger } from '../../core/masking-logger.js';
import { serviceOf } from '../../core/service-of.js';

/** Answers how many requests came before. */
export function create({ settings, credentials, port }) {
  const options = withServiceLogger('echo', settings);
  const { journal } = options;
  return serviceOf('echo', async () => {
    let count = 0;
    const reset = async () => {
      count = 0;
      journal.clear('echo');
    };
    const face = { ...options, services: ['echo'], health: () => ({ status: 'ok', count }), reset };
    const answer = (request, response) => {
      const answered = answerControl(face, request, response);
      if (answered !== undefined) return answered;
      noteRequest(options, 'echo', request, response).route = 'echo';
      response.end(String(count++));
      return undefined;
    };
    const { url, close } = await listen('echo', answer, { ...options, port });
    return { endpoints: { url, ...credentials }, reset, close };
  });
}
