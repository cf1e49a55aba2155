import { newSecret } from '../../core/new-secret.ts';
import { hostIn } from '../../core/place.ts';
import type { Manifest } from '../manifest.ts';
import { relayed } from '../relayed.ts';
import { type S3Endpoints, s3At } from './endpoints.ts';
import { defaultS3Options } from './options.ts';
import { resetS3 } from './reset.ts';
import { STORE_RESET_PATH } from './reset-path.ts';
import type { S3Credentials, S3Settings } from './settings.ts';

const PUBLIC_NAMES = ['s3.amazonaws.com', '*.s3.amazonaws.com', 's3.*.amazonaws.com', '*.s3.*.amazonaws.com'];

const { accessKeyId, secretAccessKey, region, bucket } = defaultS3Options;

export const s3: Manifest<'s3', S3Endpoints, S3Settings, S3Credentials, 's3-minio'> = {
  name: 's3',
  formerNames: ['s3-minio'],
  folder: 's3-minio',
  documentedPort: 9000,
  after: [],
  credentials: {
    fixed: { accessKeyId, secretAccessKey },
    random: () => ({ accessKeyId, secretAccessKey: newSecret() }),
    ofWorld: (world, given) => ({ ...given, accessKeyId: `${world}_${given.accessKeyId}` }),
  },
  load: async () => (await import('./create.ts')).create,
  sample: { url: 'http://127.0.0.1:1', region: '', bucket: '', accessKeyId, secretAccessKey },
  address: ({ url }) => url,
  at: s3At,
  hosts: ({ url, resetUrl }) => [url, ...(resetUrl === undefined ? [] : [resetUrl])].map(hostIn),
  // The names of the AWS SDKs (https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html).
  variables: (endpoints) => ({
    AWS_ENDPOINT_URL_S3: endpoints.url,
    AWS_REGION: endpoints.region,
    AWS_DEFAULT_REGION: endpoints.region,
    AWS_ACCESS_KEY_ID: endpoints.accessKeyId,
    AWS_SECRET_ACCESS_KEY: endpoints.secretAccessKey,
    PLAYGROUND_S3_BUCKET: endpoints.bucket,
  }),
  banner: (endpoints) => {
    const { url, bucket, region } = endpoints;
    const login = `AWS_ACCESS_KEY_ID=${endpoints.accessKeyId} AWS_SECRET_ACCESS_KEY=${endpoints.secretAccessKey}`;
    const credentials = `Access key: ${endpoints.accessKeyId} Secret key: ${endpoints.secretAccessKey}`;
    return {
      rows: [[`S3, bucket ${bucket}`, url, credentials]],
      lines: [`${login} AWS_REGION=${region} aws --endpoint-url ${url} s3 ls s3://${bucket}/`],
    };
  },
  reset: resetS3,
  container: {
    image: 'connector-playground-s3',
    healthPath: '/minio/health/cluster',
    announced: async ({ credentials, seederUrl }) => ({
      url: 'http://127.0.0.1:1',
      ...{ region, bucket, ...credentials, resetUrl: `${seederUrl}${STORE_RESET_PATH}` },
    }),
  },
  offer: (endpoints) => ({
    publicNames: relayed(PUBLIC_NAMES, endpoints.url),
    objectStore: endpoints,
  }),
};
