import { LOWEST_POSTAL_CODE, postalCodes } from '../../../fixtures/tables/postal-codes.ts';
import type { StandIn } from '../stand-in.ts';

/** Places by postal code: every American ZIP code is one, named after a city of the world's people. */
export const apiZippopotamUs: StandIn = {
  hosts: ['api.zippopotam.us'],
  summary: 'Zippopotam.us: places by postal code',
  source: 'https://docs.zippopotam.us/',
  mount(router, { dataset, clock }) {
    const table = postalCodes(dataset);
    router.get('/:country/:code', (ctx) => {
      const { country = '', code = '' } = ctx.params;
      if (country.toLowerCase() !== 'us' || !/^\d{5}$/.test(code) || Number(code) < LOWEST_POSTAL_CODE) {
        // The service says no more than this about a code that it does not know.
        ctx.status = 404;
        ctx.body = {};
        return;
      }
      const row = table.row(Number(code) - LOWEST_POSTAL_CODE, clock());
      ctx.body = {
        'post code': row.postal_code,
        country: 'United States',
        'country abbreviation': 'US',
        places: [
          {
            'place name': row.place,
            longitude: row.longitude,
            state: row.state,
            'state abbreviation': row.state_code,
            latitude: row.latitude,
          },
        ],
      };
    });
  },
  notFound: () => ({}),
};
