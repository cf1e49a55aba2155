import type { RequestListener } from 'node:http';
import { answerControl, type ControlFace, sendError } from './answer-control.ts';
import { noSuchPage, wrongMethod } from './control-error.ts';
import { pathOf } from './control-page.ts';
import { CONTROL_PAGES } from './control-pages.ts';

/** Answers where there is nothing but `/_playground/*`. */
export function controlListener(face: ControlFace): RequestListener {
  return (request, response) => {
    const answered = answerControl(face, request, response);
    if (answered !== undefined) return answered;
    request.resume();
    const { method = '', url = '' } = request;
    const path = pathOf(url);
    const methods = CONTROL_PAGES.filter((known) => known.path === path).map((known) => known.method);
    if (methods.length === 0)
      sendError(
        response,
        noSuchPage(
          path,
          CONTROL_PAGES.map((known) => `${known.method} ${known.path}`),
        ),
      );
    else sendError(response, wrongMethod(method, path, methods.join(', ')));
    return undefined;
  };
}
