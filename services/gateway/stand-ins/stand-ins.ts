import type { StandIn } from '../stand-in.ts';
import { apiFivetranCom } from './api-fivetran-com.ts';
import { apiFrankfurterDev } from './api-frankfurter-dev.ts';
import { apiHubapiCom } from './api-hubapi-com.ts';
import { apiMarketstackCom } from './api-marketstack-com.ts';
import { apiWeatherGov } from './api-weather-gov.ts';
import { apiZippopotamUs } from './api-zippopotam-us.ts';
import { clientBadsslCom } from './client-badssl-com.ts';
import { developerNpsGov } from './developer-nps-gov.ts';
import { forecastWeatherGov } from './forecast-weather-gov.ts';
import { jsonplaceholderTypicodeCom } from './jsonplaceholder-typicode-com.ts';
import { packageIndex } from './package-index.ts';
import { pokeapiCo } from './pokeapi-co.ts';
import { randomuserMe } from './randomuser-me.ts';
import { swapiDev } from './swapi-dev.ts';
import { webhooksFivetranCom } from './webhooks-fivetran-com.ts';

/** Every public host that the playground answers for by itself: the only place that names them all. */
export const standIns: readonly StandIn[] = [
  apiFivetranCom,
  apiFrankfurterDev,
  apiHubapiCom,
  apiMarketstackCom,
  apiWeatherGov,
  apiZippopotamUs,
  clientBadsslCom,
  developerNpsGov,
  forecastWeatherGov,
  jsonplaceholderTypicodeCom,
  pokeapiCo,
  packageIndex,
  randomuserMe,
  swapiDev,
  webhooksFivetranCom,
];
