import { ai, common, constant, type Example, quickstart } from './example.ts';
import { type Expectation, everythingTwice, firstEverythingThen, moreEachTime } from './expectation.ts';

const DAY = 24 * 3_600_000;
const SYMBOLS = 4;
const DAYS_BACK = 15;

/** Examples that read a host on the internet whose name is written into them. */
export const publicHostExamples: readonly Example[] = [
  constant(
    ai('claude/pokeapi_tutorial/pokeapi_connector'),
    { api_base_url: 'https://pokeapi.co/api/v2', limit: '100', request_delay: '0' },
    () => moreEachTime({ pokemon: 100, pokemon_abilities: 0, pokemon_stats: 0, pokemon_types: 100 }),
    {
      reaches: ['pokeapi.co'],
      note: 'The creatures of the stand-in have a type, but no abilities and no stats.',
    },
  ),
  constant(
    common('authentication/oauth2_with_token_refresh'),
    { refresh_token: 'refresh', client_secret: 'secret', client_id: 'client' },
    () => everythingTwice({ companies: 260, contacts: 230 }),
    { reaches: ['api.hubapi.com'] },
  ),
  constant(
    common('cursors/marketstack'),
    { apiKey: 'playground' },
    (_truth, now) => everythingTwice({ tickers_price: SYMBOLS * businessDaysUpTo(now) }),
    { reaches: ['api.marketstack.com'] },
  ),
  constant(
    common('environment_driven_connectivity'),
    {},
    () => everythingTwice({ films: 6, people: 82, planets: 60, species: 37, starships: 36, vehicles: 39 }),
    { reaches: ['swapi.dev'] },
  ),
  constant(
    quickstart('configuration_form'),
    {
      api_base_url: 'https://jsonplaceholder.typicode.com',
      api_key: 'playground',
      batch_size: '10',
      enable_metrics: 'true',
      data_range: 'all_time',
    },
    () => everythingTwice({ post: 100 }),
    {
      reaches: ['jsonplaceholder.typicode.com'],
      note: '`fivetran debug` does not run the test of its form.',
    },
  ),
  constant(quickstart('large_data_set/with_pagination'), {}, allPokemons, { reaches: ['pokeapi.co'] }),
  constant(quickstart('large_data_set/without_pagination'), {}, allPokemons, { reaches: ['pokeapi.co'] }),
  constant(
    quickstart('oop_example'),
    { api_key: 'playground' },
    () => everythingTwice({ alerts: 3, articles: 3, parks: 3, people: 3 }),
    { reaches: ['developer.nps.gov'] },
  ),
  constant(quickstart('parsing_json_response_in_class'), {}, () => everythingTwice({ posts: 100 }), {
    reaches: ['jsonplaceholder.typicode.com'],
  }),
  constant(
    quickstart('pyproject_toml'),
    { from_currency: 'USD', to_currency: 'INR' },
    () => everythingTwice({ exchange_rates: 1 }),
    { reaches: ['api.frankfurter.dev'] },
  ),
  constant(quickstart('using_pd_dataframes'), {}, newPeopleEachTime, { reaches: ['randomuser.me'] }),
  constant(
    quickstart('weather_with_configuration'),
    { zip_codes: '94108,90210,80204' },
    () => firstEverythingThen({ forecast: 42, zip_code: 3 }, { zip_code: 3 }),
    { reaches: ['api.zippopotam.us', 'api.weather.gov'] },
  ),
  constant(
    quickstart('weather_xml_api'),
    { station_codes: 'KOAK,KJFK,KLAX,KORD,KDFW' },
    () => firstEverythingThen({ weather_observations: 5, weather_stations: 5 }, { weather_stations: 5 }),
    { reaches: ['forecast.weather.gov'] },
  ),
];

function allPokemons(): Expectation {
  return everythingTwice({ pokemons: 1302 });
}

/** Two people from the host each time, and a table that never changes. */
function newPeopleEachTime(): Expectation {
  return [2, 4].map((people) => ({
    tables: {
      location: { rows: people, written: 2 },
      login: { rows: people, written: 2 },
      profile: { rows: people, written: 2 },
      table_with_nan: { rows: 10, written: 10 },
    },
  }));
}

/** Monday to Friday, from fifteen days ago to today: local days, as the example takes them. */
function businessDaysUpTo(now: number): number {
  return Array.from({ length: DAYS_BACK + 1 }, (_, ago) => new Date(now - ago * DAY).getDay()).filter(
    (weekday) => weekday !== 0 && weekday !== 6,
  ).length;
}
