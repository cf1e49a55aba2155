import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';

/** A Chromium to which `evil.example` is this machine, as after DNS rebinding. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'];
  if (executablePath === undefined) throw new Error('CHROMIUM names no browser. Use tests/browser/run.');
  return chromium.launch({
    executablePath,
    // Root may not have the sandbox, and these pages are our own.
    args: ['--no-sandbox', '--host-resolver-rules=MAP evil.example 127.0.0.1'],
  });
}

export interface OtherSite extends AsyncDisposable {
  readonly port: number;
}

/** A web server with one empty page at every path, on any free port of this machine. */
export async function otherSite(): Promise<OtherSite> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>another</title><p>');
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
