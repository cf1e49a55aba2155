import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { containerService, S3Container, type StartedS3Container } from 'connector-playground/testcontainers';
import type { Service } from '../../core/service.ts';
import { Undo } from '../../core/undo.ts';
import { embeddedS3 } from '../../services/s3-minio/embedded.ts';
import type { S3Endpoints } from '../../services/s3-minio/endpoints.ts';
import { describeServiceContract } from '../contract/service-contract.ts';
import { s3 } from '../contract/subjects/s3.ts';
import { clientOf } from '../services/s3-minio/started-s3.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { s3Questions } from './questions/s3.ts';
import { describeSameAnswers } from './questions/same-answers.ts';
import { imageOf } from './support/images.ts';

const IMAGE = imageOf('s3');

describeServiceContract('s3 in a container', {
  create: () => containerService('s3', () => new S3Container(IMAGE).start()),
  ...s3,
});

const undo = new Undo();
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let embedded: Service<S3Endpoints>;
let endpoints: S3Endpoints;
let container: StartedS3Container;

beforeAll(async () => {
  directory = await temporaryDirectory();
  undo.defer(async () => directory[Symbol.asyncDispose]());
  embedded = embeddedS3({ port: 0, directory: directory.path });
  undo.defer(() => embedded.stop());
  endpoints = await embedded.start();
  container = await new S3Container(IMAGE).start();
  undo.defer(async () => void (await container.stop()));
});

afterAll(() => undo.run());

describeSameAnswers('s3', s3Questions, () => [endpoints, container.endpoints]);

it.each([1, 2, 3, 4, 5, 6])('holds invoice %d as a PDF', async (number) => {
  const client = clientOf(container.endpoints);
  const { Body, ContentType } = await client.send(
    new GetObjectCommand({ Bucket: 'fixtures', Key: await invoiceKey(number) }),
  );
  const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
  client.destroy();
  expect([ContentType, bytes.subarray(0, 5).toString(), bytes.includes('%%EOF')]).toEqual([
    'application/pdf',
    '%PDF-',
    true,
  ]);
});

async function invoiceKey(number: number): Promise<string> {
  const listing = (await s3.read(container.endpoints)) as { objects: [key: string, etag: string][] };
  const keys = listing.objects.map(([key]) => key);
  return keys.find((key) => key.endsWith(`-000${number}.pdf`)) ?? `no invoice ${number} among ${keys}`;
}
