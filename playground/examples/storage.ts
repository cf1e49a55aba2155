import { CLIENT_PASSPHRASE } from '../client-certificate.ts';
import type { EndpointsByService } from '../endpoints-by-service.ts';
import { type Configuration, common, type Example } from './example.ts';

const IN_ENVIRONMENT = 'Run with `playground exec`, which says where the bucket is.';

type ObjectStore = EndpointsByService['s3-minio'];

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
    needs: ['s3-minio'],
    configuration: ({ endpoints }) => bucketSettings(endpoints['s3-minio'], 'invoices/'),
    note: IN_ENVIRONMENT,
  },
  {
    path: common('parallel_fetching_from_source'),
    needs: ['s3-minio'],
    configuration: ({ endpoints }) => ({
      ...bucketSettings(endpoints['s3-minio'], 'parallel/'),
      parallelism: '4',
    }),
    note: IN_ENVIRONMENT,
  },
  {
    path: common('authentication/certificate/retrieve_from_aws'),
    needs: ['s3-minio'],
    configuration: ({ endpoints: { 's3-minio': s3 } }) => ({
      AWS_ACCESS_KEY_ID: s3.accessKeyId,
      AWS_ACCESS_SECRET_KEY: s3.secretAccessKey,
      PASSKEY: CLIENT_PASSPHRASE,
      BUCKET_NAME: s3.bucket,
      OBJECT_KEY: 'certs/client.pem',
      REGION: s3.region,
    }),
    note: IN_ENVIRONMENT,
  },
  {
    path: common('authentication/certificate/using_base64_encoded_certificate'),
    needs: ['gateway'],
    configuration: ({ clientCertificate }) => {
      const encoded = Buffer.from(clientCertificate).toString('base64');
      return { ENCODED_CERTIFICATE: encoded, ENCODED_PRIVATE_KEY: encoded, PASSKEY: CLIENT_PASSPHRASE };
    },
    note: 'Run with `playground exec`: it reaches client.badssl.com.',
  },
  {
    path: common('azure_keyvault_for_secret_management'),
    needs: ['key-vault', 'postgres-seed'],
    configuration: ({ endpoints: { 'key-vault': vault } }) => ({
      tenant_id: vault.tenantId,
      client_id: vault.clientId,
      client_secret: vault.clientSecret,
      vault_url: `${vault.vaultUrl}/`,
    }),
    note: 'Run with `playground exec`: it reaches the vault by its public name.',
  },
];
