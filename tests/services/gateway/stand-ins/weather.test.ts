import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { apiWeatherGov } from '../../../../services/gateway/stand-ins/api-weather-gov.ts';
import { apiZippopotamUs } from '../../../../services/gateway/stand-ins/api-zippopotam-us.ts';
import { forecastWeatherGov } from '../../../../services/gateway/stand-ins/forecast-weather-gov.ts';
import { type Mounted, mount, NOW } from './mount.ts';

let zips: Mounted;
let forecasts: Mounted;
let observations: Mounted;
let time = NOW;

beforeAll(async () => {
  zips = await mount(apiZippopotamUs);
  forecasts = await mount(apiWeatherGov, { clock: () => time });
  observations = await mount(forecastWeatherGov, { clock: () => time });
});

afterAll(() => Promise.all([zips, forecasts, observations].map((mounted) => mounted?.close())));

/** Walks from a ZIP code to its half days, as a client does. */
async function periodsOf(zip: string) {
  const [place] = (await zips.ask(`/us/${zip}`)).json().places;
  const point = await forecasts.ask(`/points/${Number(place.latitude)},${Number(place.longitude)}`);
  return (await forecasts.ask(point.json().properties.forecast)).json().properties.periods;
}

describe('api.zippopotam.us', () => {
  it.each([
    ['94108', 'CA'],
    ['90210', 'CA'],
    ['80204', 'CO'],
    ['00501', 'MA'],
  ])('knows a place for %s', async (zip, state) => {
    const body = (await zips.ask(`/us/${zip}`)).json();
    expect(body).toEqual({
      'post code': zip,
      country: 'United States',
      'country abbreviation': 'US',
      places: [
        {
          'place name': expect.stringMatching(/\w/),
          longitude: expect.stringMatching(/^-\d+\.\d{4}$/),
          state: expect.any(String),
          'state abbreviation': state,
          latitude: expect.stringMatching(/^\d+\.\d{4}$/),
        },
      ],
    });
  });

  it.each(['/us/00500', '/us/1234', '/us/abcde', '/zz/94108', '/us'])('answers {} to %s', async (path) => {
    const answer = await zips.ask(path);
    expect([answer.status, answer.json()]).toEqual([404, {}]);
  });
});

describe('api.weather.gov', () => {
  it('gives the public example 14 half days for each of its three ZIP codes', async () => {
    const rows = (await Promise.all(['94108', '90210', '80204'].map(periodsOf))).flat();
    expect(rows).toHaveLength(42);
    for (const row of rows) {
      expect(row.startTime).toMatch(/^2026-1[12]-\d\dT\d\d:00:00-0[78]:00$/);
      expect(Date.parse(row.endTime)).toBeGreaterThan(Date.parse(row.startTime));
      expect([row.temperatureUnit, typeof row.temperature]).toEqual(['F', 'number']);
    }
  });

  it.each([
    [
      'before dawn',
      Date.UTC(2026, 10, 24, 13, 30),
      'Tonight',
      '2026-11-24T05:00:00-08:00',
      '2026-11-24T06:00:00-08:00',
    ],
    [
      'by day',
      Date.UTC(2026, 10, 24, 16, 30),
      'Today',
      '2026-11-24T08:00:00-08:00',
      '2026-11-24T18:00:00-08:00',
    ],
    [
      'in the evening',
      Date.UTC(2026, 10, 25, 3, 30),
      'Tonight',
      '2026-11-24T19:00:00-08:00',
      '2026-11-25T06:00:00-08:00',
    ],
    [
      'when clocks go back',
      Date.UTC(2026, 10, 1, 4),
      'Tonight',
      '2026-10-31T21:00:00-07:00',
      '2026-11-01T06:00:00-08:00',
    ],
  ])('begins with the half day of the present %s', async (_when, now, name, startTime, endTime) => {
    time = now;
    try {
      const { periods } = (await forecasts.ask('/gridpoints/LOX/148,48/forecast')).json().properties;
      expect(periods[0]).toMatchObject({ number: 1, name, startTime, endTime });
      for (const [index, period] of periods.slice(1).entries())
        expect(period.startTime).toBe(periods[index].endTime);
    } finally {
      time = NOW;
    }
  });

  it('forecasts the same for a half day an hour later', async () => {
    const [, second] = (await forecasts.ask('/gridpoints/OKX/33,37/forecast')).json().properties.periods;
    time = NOW + 3_600_000;
    const [, later] = (await forecasts.ask('/gridpoints/OKX/33,37/forecast')).json().properties.periods;
    time = NOW;
    expect(later).toEqual(second);
  });

  it.each([
    ['/points/north,west', 400, 'InvalidParameter'],
    ['/points/91,0', 400, 'InvalidParameter'],
    ['/points/48.8566,2.3522', 404, 'InvalidPoint'],
    ['/points/37.79290,-122.40800', 301, 'AdjustPointPrecision'],
    ['/gridpoints/XXX/1,1/forecast', 404, 'NotFound'],
    ['/gridpoints/LOX/1,200/forecast', 404, 'NotFound'],
    ['/gridpoints/LOX/one/forecast', 404, 'NotFound'],
    ['/nowhere', 404, 'NotFound'],
  ])('answers %s with %i %s', async (path, status, type) => {
    const answer = await forecasts.ask(path);
    expect([answer.status, answer.json().type]).toEqual([status, `https://api.weather.gov/problems/${type}`]);
  });

  it('sends a point with trailing zeros to its short form', async () => {
    const { headers } = await forecasts.ask('/points/37.79290,-122.40800');
    expect(headers['location']).toBe('/points/37.7929,-122.408');
  });

  it('refuses a client that does not say who it is', async () => {
    const answer = await forecasts.ask('/points/37.7929,-122.408', { headers: { 'User-Agent': '' } });
    expect([answer.status, answer.headers['content-type']]).toEqual([403, 'application/problem+json']);
  });
});

const ELEMENTS =
  'credit credit_URL image suggested_pickup suggested_pickup_period location station_id latitude longitude ' +
  'observation_time observation_time_rfc822 weather temperature_string temp_f temp_c relative_humidity wind_string ' +
  'wind_dir wind_degrees wind_mph wind_kt pressure_string pressure_mb pressure_in dewpoint_string dewpoint_f ' +
  'dewpoint_c visibility_mi icon_url_base two_day_history_url icon_url_name ob_url disclaimer_url copyright_url ' +
  'privacy_policy_url';

describe('forecast.weather.gov', () => {
  it.each(['KOAK', 'KJFK', 'KLAX', 'KORD', 'KDFW'])('gives every element for %s', async (code) => {
    const answer = await observations.ask(`/xml/current_obs/${code}.xml`);
    const root = new XMLParser({ parseTagValue: false }).parse(answer.text).current_observation;
    expect(answer.headers['content-type']).toMatch(/^text\/xml/);
    expect(Object.keys(root)).toEqual(ELEMENTS.split(' '));
    expect(root.station_id).toBe(code);
    expect([root.relative_humidity, root.wind_degrees].every((text) => /^\d+$/.test(text))).toBe(true);
    expect(Date.parse(root.observation_time_rfc822)).toBe(Date.UTC(2026, 10, 24, 15, 53));
  });

  it('writes the time of the reading as the station sees it', async () => {
    const { text } = await observations.ask('/xml/current_obs/KJFK.xml');
    expect(text).toContain('<observation_time>Last Updated on Nov 24 2026, 10:53 am EST</observation_time>');
    expect(text).toContain(
      '<observation_time_rfc822>Tue, 24 Nov 2026 10:53:00 -0500</observation_time_rfc822>',
    );
  });

  it.each(['/xml/current_obs/XXXX.xml', '/xml/current_obs/KOAK', '/xml/KOAK.xml'])(
    'has no %s',
    async (path) => {
      const answer = await observations.ask(path);
      expect([answer.status, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    },
  );
});
