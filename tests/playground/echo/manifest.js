/** A service that there is not: it shows that a manifest and a folder are all that a service needs. */
export const echo = {
  name: 'echo',
  documentedPort: 7007,
  after: ['api'],
  credentials: { fixed: { word: 'sesame' }, random: () => ({ word: 'other' }) },
  load: async () => (await import('./create.js')).create,
  sample: { url: 'http://127.0.0.1:1', word: '' },
  address: ({ url }) => url,
  at: (endpoints, { host, port }) => ({ ...endpoints, url: `http://${host}:${port}` }),
  hosts: ({ url }) => [new URL(url).hostname],
  variables: ({ url }) => ({ PLAYGROUND_ECHO_URL: url }),
  banner: ({ url, word }) => ({ rows: [['Echo', url, `Word: ${word}`]], lines: [`curl ${url}`] }),
  reset: async ({ url }) => void (await fetch(`${url}/_playground/reset`, { method: 'POST' })),
};
