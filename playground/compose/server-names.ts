/**
 * The names that the servers' one certificate is for. The gateway makes its own for any name, so public names are
 * here only where another service is reached by them past the gateway.
 */
export const serverNames: readonly string[] = [
  'localhost',
  '127.0.0.1',
  '::1',
  'postgres',
  'db.private.internal',
  's3',
  'key-vault',
  'gateway',
  'redshift',
  'login.microsoftonline.com',
  '*.vault.azure.net',
];
