/**
 * Answers in place of a public host, for those who ask through the gateway:
 *
 *     playground up --stand-ins examples/stand-in.js
 *
 * `docs/gateway.md` says what each member means.
 */
const forecasts = [
  { city: 'Oakland', degrees: 17 },
  { city: 'Denver', degrees: 4 },
];

export const standIn = {
  hosts: ['api.forecasts.example'],
  summary: 'Forecasts of two cities',
  source: 'https://www.rfc-editor.org/rfc/rfc2606',
  mount(router) {
    router.get('/v1/forecasts', (ctx) => {
      ctx.body = { data: forecasts };
    });
    router.get('/v1/forecasts/:city', (ctx) => {
      const forecast = forecasts.find(({ city }) => city === ctx.params.city);
      if (!forecast) ctx.throw(404, `No forecast for ${ctx.params.city}`);
      ctx.body = forecast;
    });
  },
  notFound: (path) => ({ error: `There is nothing at ${path}` }),
};
