import { common, constant, type Example, quickstart } from './example.ts';

const reaches = (host: string): string => `Run with \`playground exec\`: it reaches ${host}.`;

/** Examples that read a host on the internet whose name is written into them. */
export const publicHostExamples: readonly Example[] = [
  constant(
    common('authentication/oauth2_with_token_refresh'),
    { refresh_token: 'refresh', client_secret: 'secret', client_id: 'client' },
    reaches('api.hubapi.com'),
  ),
  constant(common('cursors/marketstack'), { apiKey: 'playground' }, reaches('api.marketstack.com')),
  constant(common('environment_driven_connectivity'), {}, reaches('swapi.dev')),
  constant(quickstart('large_data_set/with_pagination'), {}, reaches('pokeapi.co')),
  constant(quickstart('large_data_set/without_pagination'), {}, reaches('pokeapi.co')),
  constant(quickstart('oop_example'), { api_key: 'playground' }, reaches('developer.nps.gov')),
  constant(quickstart('parsing_json_response_in_class'), {}, reaches('jsonplaceholder.typicode.com')),
  constant(
    quickstart('pyproject_toml'),
    { from_currency: 'USD', to_currency: 'INR' },
    reaches('api.frankfurter.dev'),
  ),
  constant(quickstart('using_pd_dataframes'), {}, reaches('randomuser.me')),
  constant(
    quickstart('weather_with_configuration'),
    { zip_codes: '94108,90210,80204' },
    reaches('api.zippopotam.us and api.weather.gov'),
  ),
  constant(
    quickstart('weather_xml_api'),
    { station_codes: 'KOAK,KJFK,KLAX,KORD,KDFW' },
    reaches('forecast.weather.gov'),
  ),
];
