import type { StandIn } from '../stand-in.ts';
import { draw } from './draw.ts';
import { parsePostalAddress } from './postal-address.ts';

/** What the first digit of a ZIP code tells: a part of the country, here one state with its middle. */
const AREAS = [
  ['Massachusetts', 'MA', 42.3, -71.8],
  ['New York', 'NY', 42.9, -75.5],
  ['Virginia', 'VA', 37.5, -78.8],
  ['Florida', 'FL', 28.6, -82.4],
  ['Ohio', 'OH', 40.3, -82.8],
  ['Minnesota', 'MN', 46.3, -94.3],
  ['Illinois', 'IL', 40.0, -89.2],
  ['Texas', 'TX', 31.5, -99.3],
  ['Colorado', 'CO', 39.0, -105.5],
  ['California', 'CA', 37.2, -119.3],
] as const;

/** No place has a lower ZIP code than this. */
const LOWEST_ZIP = 501;
/** A place lies within a degree of the middle of its state. */
const SPREAD = 20_000;

/** Places by postal code: every American ZIP code is one, named after a city of the world's people. */
export const apiZippopotamUs: StandIn = {
  hosts: ['api.zippopotam.us'],
  summary: 'Zippopotam.us: places by postal code',
  source: 'https://docs.zippopotam.us/',
  mount(router, { dataset }) {
    router.get('/:country/:code', (ctx) => {
      const { country = '', code = '' } = ctx.params;
      if (country.toLowerCase() !== 'us' || !/^\d{5}$/.test(code) || Number(code) < LOWEST_ZIP) {
        // The service says no more than this about a code that it does not know.
        ctx.status = 404;
        ctx.body = {};
        return;
      }
      const [state, abbreviation, latitude, longitude] = AREAS[Number(code[0])] as (typeof AREAS)[number];
      ctx.body = {
        'post code': code,
        country: 'United States',
        'country abbreviation': 'US',
        places: [
          {
            'place name': parsePostalAddress(dataset.people.at(Number(code)).address).city,
            longitude: near(longitude, code, 'longitude'),
            state,
            'state abbreviation': abbreviation,
            latitude: near(latitude, code, 'latitude'),
          },
        ],
      };
    });
  },
  notFound: () => ({}),
};

/** Degrees as text with four decimals, which is how the service writes them. */
function near(middle: number, code: string, axis: string): string {
  return (middle + (draw(SPREAD, code, axis) - SPREAD / 2) / 10_000).toFixed(4);
}
