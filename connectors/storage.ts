import { CLIENT_PASSPHRASE } from '../playground/client-certificate.ts';
import type { EndpointsByService } from '../playground/manifests.ts';
import type { Truth } from '../playground/truth.ts';
import { type Configuration, common, type Example, IN_ENVIRONMENT } from './example.ts';
import { type Expectation, everythingTwice, firstEverythingThen, moreEachTime } from './expectation.ts';

const INVOICES = 6;
const ROWS_OF_A_FILE = 200;
const ROWS_OF_AN_EXTRA_FILE = 10;
const FILES = [
  'campaigns',
  'customers',
  'employees',
  'inventory',
  'orders',
  'products',
  'tickets',
  'transactions',
] as const;

type ObjectStore = EndpointsByService['s3'];

function bucketSettings(
  { accessKeyId, secretAccessKey, region, bucket }: ObjectStore,
  prefix: string,
): Configuration {
  return {
    aws_access_key_id: accessKeyId,
    aws_secret_access_key: secretAccessKey,
    region_name: region,
    bucket_name: bucket,
    prefix,
  };
}

/** Examples that read objects, certificates or secrets. */
export const storageExamples: readonly Example[] = [
  {
    path: common('extracting_data_from_pdf'),
    needs: ['s3'],
    configuration: ({ endpoints }) => bucketSettings(endpoints.s3, 'invoices/'),
    expects: ({ records }) => firstEverythingThen({ invoices: Math.min(INVOICES, records) }),
    note: IN_ENVIRONMENT,
  },
  {
    path: common('parallel_fetching_from_source'),
    needs: ['s3'],
    configuration: ({ endpoints }) => ({
      ...bucketSettings(endpoints.s3, 'parallel/'),
      parallelism: '4',
    }),
    expects: everyFileTwice,
    note: `${IN_ENVIRONMENT} With --s3-files it has one more table for each file.`,
  },
  {
    path: common('authentication/certificate/retrieve_from_aws'),
    needs: ['s3'],
    configuration: ({ endpoints: { s3 } }) => ({
      AWS_ACCESS_KEY_ID: s3.accessKeyId,
      AWS_ACCESS_SECRET_KEY: s3.secretAccessKey,
      PASSKEY: CLIENT_PASSPHRASE,
      BUCKET_NAME: s3.bucket,
      OBJECT_KEY: 'certs/client.pem',
      REGION: s3.region,
    }),
    expects: linesOfAPage,
    reaches: ['client.badssl.com'],
    note: IN_ENVIRONMENT,
  },
  {
    path: common('authentication/certificate/using_base64_encoded_certificate'),
    needs: [],
    reaches: ['client.badssl.com'],
    configuration: ({ clientCertificate }) => {
      const encoded = Buffer.from(clientCertificate).toString('base64');
      return { ENCODED_CERTIFICATE: encoded, ENCODED_PRIVATE_KEY: encoded, PASSKEY: CLIENT_PASSPHRASE };
    },
    expects: linesOfAPage,
  },
  {
    path: common('azure_keyvault_for_secret_management'),
    needs: ['key-vault', 'postgres'],
    configuration: ({ endpoints: { 'key-vault': vault } }) => ({
      tenant_id: vault.tenantId,
      client_id: vault.clientId,
      client_secret: vault.clientSecret,
      vault_url: `${vault.vaultUrl}/`,
    }),
    expects: () => everythingTwice({ employees: 2 }),
    reaches: ['login.microsoftonline.com', '*.vault.azure.net'],
  },
];

/** A table per file. With more than 992 extra files the example, which lists once, misses some. */
function everyFileTwice({ records, s3Files }: Truth): Expectation {
  const extra = Array.from({ length: s3Files }, (_, index) => `extra_${String(index + 1).padStart(4, '0')}`);
  return everythingTwice({
    ...Object.fromEntries(FILES.map((name) => [name, Math.min(ROWS_OF_A_FILE, records)])),
    ...Object.fromEntries(extra.map((name) => [name, Math.min(ROWS_OF_AN_EXTRA_FILE, records)])),
  });
}

/** It numbers the lines on from the sync before, and never finds one that it had. */
function linesOfAPage(): Expectation {
  return moreEachTime({ sample_data: 4 });
}
