import ssh2, { type ClientChannel, type ConnectConfig } from 'ssh2';
import type { BastionEndpoints } from '../../../services/bastion/endpoints.ts';

export interface SshClient extends Disposable {
  readonly client: ssh2.Client;
  openTunnel(host: string, port: number): Promise<ClientChannel>;
}

/** Logs in, as the password user unless told otherwise; rejects when that is refused. */
export async function logIn(endpoints: BastionEndpoints, config: ConnectConfig = {}): Promise<SshClient> {
  const { host, port, password } = endpoints;
  const client = new ssh2.Client();
  client.connect({ host, port, username: password.user, password: password.password, ...config });
  // What ends a connection later shows in the streams and calls that a test looks at.
  client.on('error', () => client.destroy());
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve);
    client.once('error', reject);
    client.once('close', () => reject(new Error('the bastion closed the connection')));
  });
  return {
    client,
    openTunnel: (targetHost, targetPort) =>
      new Promise((resolve, reject) => {
        client.forwardOut('127.0.0.1', 0, targetHost, targetPort, (error, channel) =>
          error ? reject(error) : resolve(channel),
        );
      }),
    [Symbol.dispose]: () => client.destroy(),
  };
}
