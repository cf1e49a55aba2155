/**
 * What a page can try at a URL: each runs in the page, ends when the browser has an answer or none, and gives
 * what the page could read of it. Source text, because the page has none of our modules.
 */
const SEND_FORM = (enctype: string) => `(url) => new Promise((resolve) => {
  const frame = document.createElement('iframe');
  frame.name = 'answer' + document.forms.length;
  document.body.append(frame);
  const form = document.body.appendChild(document.createElement('form'));
  Object.assign(form, { action: url, method: 'POST', enctype: '${enctype}', target: frame.name });
  const field = form.appendChild(document.createElement('input'));
  Object.assign(field, { name: 'a', value: 'b' });
  frame.onload = () => { try { if (frame.contentWindow.location.href === 'about:blank') return; } catch {}
    try { resolve(frame.contentDocument.body.innerText); } catch (error) { resolve(String(error)); } };
  form.submit();
})`;

const FETCH = (options: string) =>
  `(url) => fetch(url, ${options}).then((answer) => answer.text(), (error) => String(error))`;

const LOAD = (tag: string, address: string) => `(url) => new Promise((resolve) => {
  const element = document.createElement('${tag}');
  element.onload = () => { let read = 'loaded'; try { read = element.contentDocument.body.innerText; } catch {} resolve(read); };
  element.onerror = () => resolve('error');
  Object.assign(element, { ${address}: url, rel: 'stylesheet' });
  document.body.append(element);
})`;

/** Change something: meant for `POST /_playground/reset`. */
export const WRITES: ReadonlyArray<readonly [way: string, source: string]> = [
  ['a fetch', FETCH(`{ method: 'POST' }`)],
  ['a fetch that reads nothing', FETCH(`{ method: 'POST', mode: 'no-cors' }`)],
  ['a fetch of plain text', FETCH(`{ method: 'POST', mode: 'no-cors', body: 'a' }`)],
  ['a fetch of a form', FETCH(`{ method: 'POST', mode: 'no-cors', body: new URLSearchParams('a=b') }`)],
  ['a fetch of files', FETCH(`{ method: 'POST', mode: 'no-cors', body: new FormData() }`)],
  [
    'a fetch of JSON',
    FETCH(`{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }`),
  ],
  [
    'a fetch with a header of its own',
    FETCH(`{ method: 'POST', headers: { 'X-Forwarded-Host': 'localhost' } }`),
  ],
  ['a fetch without a referrer', FETCH(`{ method: 'POST', mode: 'no-cors', referrerPolicy: 'no-referrer' }`)],
  ['a fetch that outlives the page', FETCH(`{ method: 'POST', mode: 'no-cors', keepalive: true }`)],
  ['a form', SEND_FORM('application/x-www-form-urlencoded')],
  ['a form of plain text', SEND_FORM('text/plain')],
  ['a form with files', SEND_FORM('multipart/form-data')],
  [
    'an XMLHttpRequest',
    `(url) => new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.onloadend = () => resolve(request.responseText);
      request.open('POST', url);
      request.send('a');
    })`,
  ],
  ['a beacon', `(url) => { navigator.sendBeacon(url, 'a'); return 'sent'; }`],
];

/** Read something: meant for `GET /_playground/journal`. */
export const READS: ReadonlyArray<readonly [way: string, source: string]> = [
  ['a fetch', FETCH('{}')],
  ['a fetch that reads nothing', FETCH(`{ mode: 'no-cors' }`)],
  ['a fetch with cookies', FETCH(`{ credentials: 'include' }`)],
  ['a fetch without a referrer', FETCH(`{ referrerPolicy: 'no-referrer' }`)],
  ['a fetch with a header', FETCH(`{ headers: { Authorization: 'Bearer x' } }`)],
  ['an image', LOAD('img', 'src')],
  ['a script', LOAD('script', 'src')],
  ['a style sheet', LOAD('link', 'href')],
  ['a frame', LOAD('iframe', 'src')],
  [
    'a stream of events',
    `(url) => new Promise((resolve) => {
      const events = new EventSource(url);
      events.onmessage = ({ data }) => resolve(data);
      events.onerror = () => { events.close(); resolve('error'); };
    })`,
  ],
];
