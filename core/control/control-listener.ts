import type { RequestListener } from 'node:http';
import { answerControl, type ControlFace, sendError } from './answer-control.ts';
import { noSuchPage, wrongMethod } from './control-error.ts';
import { CONTROL_PAGES, pathOf } from './control-page.ts';

/** Answers where there is nothing but `/_playground/*`. */
export function controlListener(face: ControlFace): RequestListener {
  return (request, response) => {
    const answered = answerControl(face, request, response);
    if (answered !== undefined) return answered;
    request.resume();
    const { method = '', url = '' } = request;
    const path = pathOf(url);
    const page = CONTROL_PAGES.find((known) => known.path === path);
    if (page === undefined)
      sendError(
        response,
        noSuchPage(
          path,
          CONTROL_PAGES.map((known) => `${known.method} ${known.path}`),
        ),
      );
    else sendError(response, wrongMethod(method, path, page.method));
    return undefined;
  };
}
