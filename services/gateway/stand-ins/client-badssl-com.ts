import type { StandIn } from '../stand-in.ts';

/** A page that only those with a client certificate get to see. */
export const clientBadsslCom: StandIn = {
  hosts: ['client.badssl.com'],
  summary: 'badssl.com: a page behind a client certificate',
  source: 'https://github.com/chromium/badssl.com',
  mount(router) {
    router.get('/', (ctx) => {
      const isAuthorized = ctx.state['clientCertificateAuthorized'] === true;
      ctx.status = isAuthorized ? 200 : 400;
      ctx.type = 'text/html';
      ctx.body = isAuthorized ? WELCOME : REFUSAL;
    });
  },
  notFound: () => '<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>',
};

/** Without its tags the page has four lines that are not empty: title, style, heading and footer. */
const WELCOME = `<!DOCTYPE html>
<html>
<head>
<title>client.badssl.com</title>
<style>body { background: green; }</style>
</head>
<body>
<h1>client.<br>badssl.com</h1>
<div id="footer">This site requires a client-authenticated TLS handshake.</div>
</body>
</html>
`;

const REFUSAL = `<html>
<head><title>400 No required SSL certificate was sent</title></head>
<body>
<center><h1>400 Bad Request</h1></center>
<center>No required SSL certificate was sent</center>
</body>
</html>
`;
