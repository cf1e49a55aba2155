import type { Context } from 'koa';
import { forecasts } from '../../../fixtures/tables/weather.ts';
import type { StandIn } from '../stand-in.ts';
import { digestOf } from './digest-of.ts';
import { wholeNumber } from './parameter.ts';
import { forecastOffice, nearestOffice } from './weather/forecast-office.ts';
import { forecastPeriods } from './weather/forecast-periods.ts';

const ORIGIN = 'https://api.weather.gov';
/** Squares of 2.5 km to a degree, about. */
const SQUARES_PER_DEGREE = 40;
const GRID_CENTRE = 100;
const GRID_SIZE = 200;

/** The forecasts of the National Weather Service: a point leads to a square of a grid, the square to 14 half days. */
export const apiWeatherGov: StandIn = {
  hosts: ['api.weather.gov'],
  summary: 'National Weather Service: points and forecasts',
  source: 'https://www.weather.gov/documentation/services-web-api',
  mount(router, { dataset, clock }) {
    router.get('/points/:point', (ctx) => {
      if (isAnonymous(ctx)) return;
      const match = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(ctx.params['point'] ?? '');
      const latitude = Number(match?.[1]);
      const longitude = Number(match?.[2]);
      if (!match || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
        return problem(
          ctx,
          400,
          'InvalidParameter',
          'Invalid Parameter',
          'Parameter "point" is invalid: must be latitude,longitude',
        );
      }
      const canonical = `${trimmed(latitude)},${trimmed(longitude)}`;
      if (canonical !== ctx.params['point']) {
        // The API knows four decimals and no trailing zeros, and sends clients with more to the shorter address.
        ctx.status = 301;
        ctx.set('Location', `/points/${canonical}`);
        return problem(
          ctx,
          301,
          'AdjustPointPrecision',
          'Adjusting Precision Of Point Coordinate',
          'The precision of latitude/longitude points is limited to 4 decimal digits.',
        );
      }
      if (!isAmerican(latitude, longitude)) {
        return problem(
          ctx,
          404,
          'InvalidPoint',
          'Data Unavailable For Requested Point',
          `Unable to provide data for requested point ${canonical}`,
        );
      }
      geoJson(ctx, presentPoint(latitude, longitude));
    });

    router.get('/gridpoints/:office/:square/forecast', (ctx) => {
      if (isAnonymous(ctx)) return;
      const office = forecastOffice(ctx.params['office'] ?? '');
      const [x, y] = (ctx.params['square'] ?? '').split(',').map((text) => wholeNumber(text));
      if (!office || x === undefined || y === undefined || x >= GRID_SIZE || y >= GRID_SIZE) {
        return problem(ctx, 404, 'NotFound', 'Not Found', `'${ctx.path}' is not a valid resource path`);
      }
      const now = clock();
      const generatedAt = new Date(now - (now % 3_600_000)).toISOString().replace('.000Z', '+00:00');
      geoJson(ctx, {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [office.longitude, office.latitude] },
        properties: {
          units: 'us',
          forecastGenerator: 'BaselineForecastGenerator',
          generatedAt,
          updateTime: generatedAt,
          validTimes: `${generatedAt}/P7DT12H`,
          elevation: { unitCode: 'wmoUnit:m', value: 30 },
          periods: forecastPeriods(forecasts(dataset, `${office.id}/${x},${y}`), office.timeZone, now),
        },
      });
    });
  },
  notFound: (path) => ({
    title: 'Not Found',
    type: `${ORIGIN}/problems/NotFound`,
    status: 404,
    detail: `'${path}' is not a valid resource path`,
  }),
};

function presentPoint(latitude: number, longitude: number): unknown {
  const office = nearestOffice(latitude, longitude);
  const gridX = square(longitude - office.longitude);
  const gridY = square(latitude - office.latitude);
  const grid = `${ORIGIN}/gridpoints/${office.id}/${gridX},${gridY}`;
  const id = `${ORIGIN}/points/${latitude},${longitude}`;
  return {
    id,
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: {
      '@id': id,
      '@type': 'wx:Point',
      cwa: office.id,
      forecastOffice: `${ORIGIN}/offices/${office.id}`,
      gridId: office.id,
      gridX,
      gridY,
      forecast: `${grid}/forecast`,
      relativeLocation: {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [office.longitude, office.latitude] },
        properties: { city: office.city, state: office.state },
      },
      timeZone: office.timeZone,
      radarStation: `K${office.id}`,
    },
  };
}

function square(degrees: number): number {
  const offset = GRID_CENTRE + Math.round(degrees * SQUARES_PER_DEGREE);
  return Math.min(GRID_SIZE - 1, Math.max(0, offset));
}

function trimmed(degrees: number): string {
  return String(Number(degrees.toFixed(4)));
}

/** Where the service has forecasts, roughly: the fifty states. */
function isAmerican(latitude: number, longitude: number): boolean {
  return latitude > 17 && latitude < 72 && longitude > -180 && longitude < -64;
}

/** Answers a client that does not say who it is, as the service asks in its terms. */
function isAnonymous(ctx: Context): boolean {
  if (ctx.get('User-Agent') !== '') return false;
  problem(
    ctx,
    403,
    'Forbidden',
    'Forbidden',
    'A User-Agent header is required that identifies the application.',
  );
  return true;
}

function geoJson(ctx: Context, body: unknown): void {
  ctx.body = body;
  ctx.type = 'application/geo+json';
}

/** An error in the form of RFC 9457, as the service writes it. */
function problem(ctx: Context, status: number, type: string, title: string, detail: string): void {
  const correlationId = digestOf(ctx.path, 8);
  ctx.status = status;
  ctx.body = {
    correlationId,
    title,
    type: `${ORIGIN}/problems/${type}`,
    status,
    detail,
    instance: `${ORIGIN}/requests/${correlationId}`,
  };
  ctx.type = 'application/problem+json';
}
