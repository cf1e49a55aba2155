/** Answers in place of a public host, for those who ask through the gateway. `docs/gateway.md` says how it is added. */
import type Router from '@koa/router';

interface Forecast {
  readonly city: string;
  readonly degrees: number;
}

const forecasts: readonly Forecast[] = [
  { city: 'Oakland', degrees: 17 },
  { city: 'Denver', degrees: 4 },
];

export const standIn = {
  hosts: ['api.forecasts.example'],
  summary: 'Forecasts of two cities',
  source: 'https://www.rfc-editor.org/rfc/rfc2606',
  mount(router: Router): void {
    router.get('/v1/forecasts', (ctx) => {
      ctx.body = { data: forecasts };
    });
    router.get('/v1/forecasts/:city', (ctx) => {
      const forecast = forecasts.find(({ city }) => city === ctx.params['city']);
      if (!forecast) ctx.throw(404, `No forecast for ${ctx.params['city']}`);
      ctx.body = forecast;
    });
  },
  notFound: (path: string) => ({ error: `There is nothing at ${path}` }),
};
