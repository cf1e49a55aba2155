import { openAuthority } from '../../../authority/open-authority.ts';
import { silentLogger } from '../../../core/logger.ts';
import type { Undo } from '../../../core/undo.ts';
import { SnowflakeError } from '../../../services/gateway/snowflake/errors.ts';
import {
  type RunningStatement,
  RunningStatements,
} from '../../../services/gateway/snowflake/running-statements.ts';
import { Sessions, type SnowflakeSession } from '../../../services/gateway/snowflake/sessions.ts';
import { apiFivetranCom } from '../../../services/gateway/stand-ins/api-fivetran-com.ts';
import { HubspotTokens } from '../../../services/gateway/stand-ins/hubspot/tokens.ts';
import { TlsTerminator } from '../../../services/gateway/tls-terminator.ts';
import { startGateway } from '../../services/gateway/start-gateway.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { eachName, type Growth } from './growth.ts';

const where = 'gateway';

export async function growthOfGateway(undo: Undo): Promise<Growth[]> {
  const gateway = await startGateway({ standIns: [apiFivetranCom] });
  undo.defer(async () => gateway[Symbol.asyncDispose]());
  return [
    await growthOfCertificates(undo),
    growthOfTlsEnds(gateway.authority.issue(['any.test'])),
    {
      where,
      what: 'secrets of the connection at Fivetran’s stand-in',
      bound: '1,000',
      grow: async () => {
        const names = eachName((name) => ({ key: name, value: name }));
        const patches = Array.from({ length: 40 }, (_, batch) => names.slice(batch * 500, batch * 500 + 500));
        let shown = 0;
        for (const secrets of patches) shown = Math.max(shown, (await patchSecrets(secrets)).shown);
        return shown;
      },
      serves: async () => {
        const full = await patchSecrets([{ key: 'one more', value: '' }]);
        const changed = await patchSecrets([{ key: 'name-0', value: 'changed' }]);
        await gateway.reset();
        const fresh = await patchSecrets([{ key: 'fresh', value: '' }]);
        return full.status === 400 && changed.status === 200 && fresh.shown === 1;
      },
    },
    growthOfHubspotTokens(),
    growthOfHubspotRevocations(),
    growthOfSnowflakeSessions(),
    growthOfSnowflakeStatements(),
  ];

  async function patchSecrets(secrets: readonly object[]): Promise<{ status: number; shown: number }> {
    const answer = await gateway.client.ask('http://api.fivetran.com/v1/connections/test_connection_id', {
      method: 'PATCH',
      headers: { Authorization: 'Basic a', 'Content-Type': 'application/json' },
      body: JSON.stringify({ config: { secrets_list: secrets } }),
    });
    const { data } = answer.json<{ data?: { config: { secrets_list: unknown[] } } }>();
    return { status: answer.status, shown: data?.config.secrets_list.length ?? 0 };
  }
}

async function growthOfCertificates(undo: Undo): Promise<Growth> {
  const directory = await temporaryDirectory();
  undo.defer(async () => directory[Symbol.asyncDispose]());
  const authority = await openAuthority(directory.path);
  // Each takes a millisecond.
  const hosts = eachName((name) => `${name}.test`, 1_500);
  return {
    where: 'authority',
    what: 'certificates kept',
    bound: '1,000',
    grow: () => {
      const issued = hosts.map((host) => authority.issue([host]));
      const first = hosts.findLastIndex((host, index) => authority.issue([host]) !== issued[index]);
      return hosts.length - 1 - first;
    },
    serves: () => {
      const made = authority.issue(['good.test']);
      return authority.issue(['good.test']) === made;
    },
  };
}

/** With one certificate for all: the making of certificates is another row. */
function growthOfTlsEnds(certificate: { readonly key: string; readonly cert: string }): Growth {
  let issued = 0;
  const terminator = new TlsTerminator({
    issue: async () => {
      issued += 1;
      return certificate;
    },
    clientCa: certificate.cert,
    handshakeTimeoutMs: 1_000,
    logger: silentLogger,
  });
  return {
    where,
    what: 'hosts whose TLS it is ready to end',
    bound: '500',
    grow: async () => {
      for (const host of eachName((name) => `${name}.test`, 1_500)) await terminator.terminatorFor(host);
      return terminator.size;
    },
    serves: async () => {
      const made = issued;
      await terminator.terminatorFor('name-1499.test');
      return made === 1_500 && issued === made;
    },
  };
}

function growthOfHubspotTokens(): Growth {
  const tokens = new HubspotTokens(() => 0);
  const isValid = (token: string): boolean => tokens.check(token).kind === 'valid';
  return {
    where,
    what: 'access tokens of HubSpot’s stand-in',
    bound: '10,000',
    grow: () => eachName((name) => tokens.issue(name).access_token).filter(isValid).length,
    serves: () => isValid(tokens.issue('good').access_token),
  };
}

function growthOfHubspotRevocations(): Growth {
  const tokens = new HubspotTokens(() => 0);
  const names = eachName((name) => name);
  return {
    where,
    what: 'refresh tokens revoked at HubSpot’s stand-in',
    bound: '10,000',
    grow: () => {
      for (const name of names) tokens.revoke(name);
      return names.filter((name) => !tokens.isRefreshToken(name)).length;
    },
    serves: () => !tokens.isRefreshToken('name-19999') && tokens.isRefreshToken('good'),
  };
}

const SETTINGS = { database: 'playground', schema: 'public', statementTimeoutSeconds: undefined };

function openSessions(onForgotten: () => void): { sessions: Sessions; open: () => SnowflakeSession } {
  const sessions = new Sessions({ user: 'user', password: 'password' }, onForgotten);
  return { sessions, open: () => sessions.open('user', 'password', SETTINGS) };
}

function growthOfSnowflakeSessions(): Growth {
  let forgotten = 0;
  const { sessions, open } = openSessions(() => {
    forgotten += 1;
  });
  const isKnown = ({ token }: SnowflakeSession): boolean =>
    sessions.find(`Snowflake Token="${token}"`) !== undefined;
  return {
    where,
    what: 'sessions of Snowflake’s stand-in',
    bound: '1,000',
    grow: () => eachName(open).filter(isKnown).length,
    serves: () => forgotten === 19_000 && sessions.size === 1_000 && isKnown(open()),
  };
}

function growthOfSnowflakeStatements(): Growth {
  const statements = new RunningStatements();
  const session = openSessions(() => undefined).open();
  const begun: RunningStatement[] = [];
  return {
    where,
    what: 'statements of Snowflake’s stand-in, 16 of them at work',
    bound: '272',
    grow: () => {
      for (const id of eachName((name) => name)) {
        try {
          const statement = statements.begin(session, id, 60);
          statement.turn().catch(() => undefined);
          begun.push(statement);
        } catch (error) {
          if (!(error instanceof SnowflakeError)) throw error;
        }
      }
      return begun.length;
    },
    serves: async () => {
      for (const statement of begun.reverse()) statement.end();
      const good = statements.begin(session, 'good', 60);
      await good.turn();
      good.end();
      return true;
    },
  };
}
