import type { Table } from '../../../../fixtures/table.ts';
import type { HalfDay } from '../../../../fixtures/tables/weather.ts';
import { instantOf, isoWithOffset, wallClock } from './local-time.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAWN_HOUR = 6;
const DUSK_HOUR = 18;
const PERIODS = 14;

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** A half day as the forecast API writes it: times carry the offset of the place. */
export interface ForecastPeriod {
  readonly number: number;
  readonly name: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly isDaytime: boolean;
  readonly temperature: number;
  readonly temperatureUnit: 'F';
  readonly temperatureTrend: string;
  readonly probabilityOfPrecipitation: { readonly unitCode: string; readonly value: number | null };
  readonly windSpeed: string;
  readonly windDirection: string;
  readonly icon: string;
  readonly shortForecast: string;
  readonly detailedForecast: string;
}

/**
 * The 14 half days (06:00 to 18:00 and back, local time) from the one that `now` is in. What is forecast for a
 * half day stays the same while time goes on.
 */
export function forecastPeriods(forecasts: Table<HalfDay>, timeZone: string, now: number): ForecastPeriod[] {
  const wall = wallClock(now, timeZone);
  const midnight = wall.getTime() - (wall.getTime() % DAY);
  const hour = wall.getUTCHours();
  // Half days since yesterday's dusk: before dawn the night of yesterday still lasts.
  const current = hour < DAWN_HOUR ? 0 : hour < DUSK_HOUR ? 1 : 2;
  return Array.from({ length: PERIODS }, (_, index) => {
    const half = current + index;
    const start = midnight + (DUSK_HOUR - 24 + half * 12) * HOUR;
    const begun = index === 0 ? wall.getTime() - (wall.getTime() % HOUR) : start;
    const forecast = forecasts.row(positionOf(start), now);
    return period(forecast, timeZone, index, { start, begun, end: start + DAY / 2 });
  });
}

interface Times {
  readonly start: number;
  readonly begun: number;
  readonly end: number;
}

/** Half days are counted from the morning of 1 January 1970, by what clocks show. */
function positionOf(start: number): number {
  return Math.floor((start - DAWN_HOUR * HOUR) / (DAY / 2));
}

function period(
  forecast: HalfDay,
  timeZone: string,
  index: number,
  { start, begun, end }: Times,
): ForecastPeriod {
  const at = (wall: number): string => isoWithOffset(instantOf(wall, timeZone), timeZone);
  const { is_daytime: isDaytime, fahrenheit: temperature, sky, rain_percent: chance } = forecast;
  const shortForecast = isDaytime ? sky : sky.replace('Sunny', 'Clear');
  const windSpeed = `${forecast.wind_mph} to ${forecast.wind_mph + 5} mph`;
  const windDirection = forecast.wind_direction;
  return {
    number: index + 1,
    name: nameOf(start, index, isDaytime),
    startTime: at(begun),
    endTime: at(end),
    isDaytime,
    temperature,
    temperatureUnit: 'F',
    temperatureTrend: '',
    probabilityOfPrecipitation: { unitCode: 'wmoUnit:percent', value: chance },
    windSpeed,
    windDirection,
    icon: `https://api.weather.gov/icons/land/${isDaytime ? 'day' : 'night'}/${chance === null ? 'sct' : 'rain'}?size=medium`,
    shortForecast,
    detailedForecast: `${shortForecast}, with a ${isDaytime ? 'high' : 'low'} near ${temperature}. ${windDirection} wind ${windSpeed}.`,
  };
}

function nameOf(start: number, index: number, isDaytime: boolean): string {
  if (index === 0) return isDaytime ? 'Today' : 'Tonight';
  const weekday = WEEKDAYS[new Date(start).getUTCDay()] as string;
  return isDaytime ? weekday : `${weekday} Night`;
}
