import type { RequestListener } from 'node:http';
import { answerControl, type ControlFace, sendError } from './answer-control.ts';
import { noSuchPage, wrongMethod } from './control-error.ts';
import { pathOf } from './control-page.ts';
import { pagesOf } from './control-pages.ts';
import { partsIn } from './parts-in.ts';

/** Answers where there is nothing but `/_playground/*`. */
export function controlListener(face: ControlFace): RequestListener {
  return (request, response) => {
    const answered = answerControl(face, request, response);
    if (answered !== undefined) return answered;
    request.resume();
    const { method = '', url = '' } = request;
    const path = pathOf(url);
    const pages = pagesOf(face);
    const methods = pages.filter((known) => partsIn(known.path, path)).map((known) => known.method);
    if (methods.length === 0)
      sendError(
        response,
        noSuchPage(
          path,
          pages.map((known) => `${known.method} ${known.path}`),
        ),
      );
    else sendError(response, wrongMethod(method, path, methods.join(', ')));
    return undefined;
  };
}
