import { Journal } from '../../../core/control/journal.ts';
import { Metrics, presentMetrics } from '../../../core/control/metrics.ts';
import { FaultPlan } from '../../../core/faults/fault-plan.ts';
import { type HttpListener, listen } from '../../../core/http-listener.ts';
import type { Undo } from '../../../core/undo.ts';
import { createDataset } from '../../../fixtures/index.ts';
import { createApp } from '../../../services/api/app.ts';
import { RowTexts } from '../../../services/api/formats/row-texts.ts';
import { AuthorizationServer } from '../../../services/api/oauth2/authorization-server.ts';
import { type ApiOptions, defaultApiOptions } from '../../../services/api/options.ts';
import { type ApiState, createState } from '../../../services/api/state.ts';
import { OAuth2Client } from '../../services/api/oauth2/oauth2-client.ts';
import type { StartedApi } from '../../support/start-api.ts';
import { flood } from './flood.ts';
import { eachName, type Growth } from './growth.ts';

const CLIENTS = defaultApiOptions.credentials.oauth2;

interface OpenApi extends HttpListener {
  readonly journal: Journal;
  readonly state: ApiState;
  readonly authorizationServer: AuthorizationServer;
  readonly oauth2: OAuth2Client;
}

/** The API with its state in reach. */
async function openApi(undo: Undo): Promise<OpenApi> {
  const options: ApiOptions = {
    ...defaultApiOptions,
    journal: new Journal(),
    faults: new FaultPlan(),
    port: 0,
  };
  const state = createState(options);
  const authorizationServer = new AuthorizationServer(options, state.oauth2Records);
  const handle = createApp({ ...options, state, authorizationServer }).callback();
  const listener = await listen('api', (request, response) => void handle(request, response), options);
  undo.defer(listener.close);
  const { url } = listener;
  const get: StartedApi['get'] = async (path, init) => {
    const { status, headers, ...answer } = await fetch(url + path, init).then(async (response) => ({
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    }));
    return { status, headers, ...answer, json: () => JSON.parse(answer.text) };
  };
  const oauth2 = new OAuth2Client({
    url,
    get,
    endpoints: { url, credentials: options.credentials },
  } as StartedApi);
  return { ...listener, journal: options.journal, state, authorizationServer, oauth2 };
}

/** Their records are filled where they are kept: by requests it would take a minute. */
export async function growthOfApi(undo: Undo): Promise<Growth[]> {
  const api = await openApi(undo);
  const { oauth2Records: records } = api.state;
  const before = await api.oauth2.consent();
  const clientId = CLIENTS.publicClientId;
  const sizeOf = (change: () => void): number => {
    const size = records.size;
    change();
    return records.size - size;
  };
  const consents = async (): Promise<boolean> =>
    (await api.oauth2.data((await api.oauth2.consent()).access_token)).status === 200;
  /** Those of another client, and its own of before. */
  const refreshes = async (): Promise<boolean> =>
    (await api.oauth2.refresh(before.refresh_token)).status === 200;

  return [
    {
      where: 'every service',
      what: 'what clients did, in the journal that they share',
      bound: '10,000',
      grow: async () => {
        await flood(
          api.url,
          eachName((name) => `GET /${name} HTTP/1.1\r\nHost: api\r\n\r\n`, 1_100),
        );
        const noted = { service: 's3', operation: 'GET' };
        for (const target of eachName((each) => each)) api.journal.begin(0, { ...noted, target });
        return api.journal.entries().length;
      },
      serves: () => api.journal.count() > 21_000 && api.journal.entries().at(-1)?.target === 'name-19999',
    },
    growthOfMetrics(),
    growthOfRows(),
    {
      where: 'api',
      what: 'addresses of the authorization server',
      bound: '8',
      // Each is made anew, which takes milliseconds.
      grow: async () => {
        const line = 'GET /auth/oauth2/.well-known/openid-configuration HTTP/1.1';
        await flood(
          api.url,
          eachName((name) => `${line}\r\nHost: ${name}\r\n\r\n`, 100),
        );
        return api.authorizationServer.size;
      },
      serves: consents,
    },
    {
      where: 'api',
      what: 'codes that a client has not redeemed, with their grants',
      bound: '10,000',
      grow: () =>
        sizeOf(() => {
          // By the client with the secret, which needs none for codes.
          for (const id of eachName((name) => name))
            records.offer('AuthorizationCode', id, { clientId: CLIENTS.clientId });
        }),
      serves: async () => (await consents()) && (await refreshes()),
    },
    {
      where: 'api',
      what: 'grants and refresh tokens of a client',
      bound: '10,000',
      grow: () =>
        sizeOf(() => {
          for (const id of eachName((name) => name)) records.put('RefreshToken', id, { clientId });
        }),
      serves: consents,
    },
    {
      where: 'api',
      what: 'access tokens that a client has revoked',
      bound: '10,000',
      grow: async () => {
        const { access_token: token } = await api.oauth2.clientCredentials();
        await api.oauth2.post('/revoke', { token });
        const grown = sizeOf(() => {
          for (const id of eachName((name) => name)) records.revoke(id, clientId);
        });
        // What another client has revoked stays so.
        return (await api.oauth2.data(token)).status === 401 ? grown : Number.POSITIVE_INFINITY;
      },
      serves: async () => (await consents()) && records.isRevoked('name-19999'),
    },
  ];
}

function growthOfMetrics(): Growth {
  const metrics = new Metrics('api');
  const entry = {
    ...new Journal().begin(0, { service: 'api', operation: 'GET', target: null }),
    status: 200,
  };
  return {
    where: 'every service',
    what: 'series of its metrics',
    bound: '1,000',
    grow: () => {
      for (const route of eachName((name) => name)) metrics.observe({ ...entry, route }, 1);
      return metrics.series.length;
    },
    serves: () =>
      /requests_total\{service="api",operation="other",route="other",status="other"\} 19001\n/.test(
        presentMetrics([metrics]),
      ),
  };
}

function growthOfRows(): Growth {
  const { people } = createDataset({ records: 20_000 });
  const texts = new RowTexts(people, JSON.stringify);
  return {
    where: 'api',
    what: 'rows kept as text, of each format',
    bound: '2,048',
    grow: () => {
      for (const index of eachName((_, number) => number)) texts.at(index);
      return texts.size;
    },
    serves: () =>
      texts.at(19_999) === JSON.stringify(people.at(19_999)) && texts.at(0) === JSON.stringify(people.at(0)),
  };
}
