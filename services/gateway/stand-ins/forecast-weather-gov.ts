import { latestReading, type Observation, observations } from '../../../fixtures/tables/weather.ts';
import type { StandIn } from '../stand-in.ts';
import { offsetText, wallClock } from './weather/local-time.ts';
import { type WeatherStation, weatherStation } from './weather/weather-station.ts';

/** The XML feed of current observations: one document for each station. */
export const forecastWeatherGov: StandIn = {
  hosts: ['forecast.weather.gov'],
  summary: 'National Weather Service: current observations as XML',
  source: 'https://www.weather.gov/xml/current_obs',
  mount(router, { dataset, clock }) {
    router.get('/xml/current_obs/:file', (ctx) => {
      const station = weatherStation(/^(\w{4})\.xml$/.exec(ctx.params['file'] ?? '')?.[1] ?? '');
      if (!station) {
        ctx.status = 404;
        ctx.type = 'text/html';
        ctx.body = NOT_FOUND;
        return;
      }
      ctx.type = 'text/xml';
      const now = clock();
      const reading = observations(dataset, station.code).row(latestReading(now), now);
      ctx.body = document(elementsOf(station, reading));
    });
  },
  notFound: () => NOT_FOUND,
};

const NOT_FOUND = '<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>';

/** The elements of a station's latest observation, in the feed's order. */
function elementsOf(station: WeatherStation, reading: Observation): Readonly<Record<string, string>> {
  const time = Date.parse(reading.read_at);
  const { wind_from: windName, wind_degrees: windDegrees, wind_knots: windKnots, millibars } = reading;
  const windMph = (windKnots * 1.151).toFixed(1);
  return {
    credit: "NOAA's National Weather Service",
    credit_URL: 'https://weather.gov/',
    image: '',
    suggested_pickup: '15 minutes after the hour',
    suggested_pickup_period: '60',
    location: station.location,
    station_id: station.code,
    latitude: String(station.latitude),
    longitude: String(station.longitude),
    observation_time: `Last Updated on ${spoken(time, station.timeZone)}`,
    observation_time_rfc822: rfc822(time, station.timeZone),
    weather: reading.weather,
    ...temperature('temp', 'temperature_string', reading.celsius),
    relative_humidity: String(reading.humidity_percent),
    wind_string: `${windName} at ${windMph} MPH (${windKnots} KT)`,
    wind_dir: windName,
    wind_degrees: String(windDegrees),
    wind_mph: windMph,
    wind_kt: String(windKnots),
    pressure_string: `${millibars} mb`,
    pressure_mb: millibars,
    pressure_in: (Number(millibars) * 0.02953).toFixed(2),
    ...temperature('dewpoint', 'dewpoint_string', reading.dewpoint_celsius),
    visibility_mi: `${reading.visibility_miles}.00`,
    icon_url_base: 'https://forecast.weather.gov/images/wtf/small/',
    two_day_history_url: `https://forecast.weather.gov/data/obhistory/${station.code}.html`,
    icon_url_name: 'few.png',
    ob_url: `https://www.weather.gov/data/METAR/${station.code}.1.txt`,
    disclaimer_url: 'https://www.weather.gov/disclaimer.html',
    copyright_url: 'https://www.weather.gov/disclaimer.html',
    privacy_policy_url: 'https://www.weather.gov/notice.html',
  };
}

function temperature(prefix: string, stringName: string, celsius: string): Record<string, string> {
  const fahrenheit = (Number(celsius) * 1.8 + 32).toFixed(1);
  return {
    [stringName]: `${fahrenheit} F (${celsius} C)`,
    [`${prefix}_f`]: fahrenheit,
    [`${prefix}_c`]: celsius,
  };
}

/** `Tue, 24 Nov 2026 07:53:00 -0800` */
function rfc822(time: number, timeZone: string): string {
  return wallClock(time, timeZone)
    .toUTCString()
    .replace('GMT', offsetText(time, timeZone, ''));
}

/** `Nov 24 2026, 7:53 am PST` */
function spoken(time: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    month: 'short',
    day: 'numeric',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).formatToParts(time);
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('month')} ${part('day')} ${part('year')}, ${part('hour')}:${part('minute')} ${part('dayPeriod').toLowerCase()} ${part('timeZoneName')}`;
}

function document(elements: Readonly<Record<string, string>>): string {
  const lines = Object.entries(elements).map(([name, text]) => `  <${name}>${escapeXml(text)}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<current_observation version="1.0">\n${lines.join('\n')}\n</current_observation>\n`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
