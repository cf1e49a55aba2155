import { CLIENT_PASSPHRASE } from '../client-certificate.ts';
import { common, type Example } from './example.ts';

const AS_CLIENT = 'Also reaches client.badssl.com over the network.';

/** Examples that read objects, certificates or secrets. */
export const storageExamples: readonly Example[] = [
  {
    path: common('extracting_data_from_pdf'),
    needs: ['s3-minio'],
    configuration: ({ endpoints: { 's3-minio': s3 } }) => ({
      aws_access_key_id: s3.accessKeyId,
      aws_secret_access_key: s3.secretAccessKey,
      region_name: s3.region,
      bucket_name: s3.bucket,
      prefix: 'invoices/',
    }),
    note: 'Set AWS_ENDPOINT_URL_S3: eval "$(playground env)".',
  },
  {
    path: common('parallel_fetching_from_source'),
    needs: ['s3-minio'],
    configuration: ({ endpoints: { 's3-minio': s3 } }) => ({
      aws_access_key_id: s3.accessKeyId,
      aws_secret_access_key: s3.secretAccessKey,
      region_name: s3.region,
      bucket_name: s3.bucket,
      prefix: 'parallel/',
      parallelism: '4',
    }),
    note: 'Set AWS_ENDPOINT_URL_S3: eval "$(playground env)".',
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
    note: AS_CLIENT,
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
    note: 'Reaches login.microsoftonline.com and the vault by their public names.',
  },
];
