import { getAcl, putAcl } from './acl.ts';
import {
  corsSetting,
  getBucketVersioning,
  lifecycleSetting,
  neverSet,
  putBucketVersioning,
  taggingSetting,
} from './bucket-settings.ts';
import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from './buckets.ts';
import { completeMultipartUpload } from './complete-upload.ts';
import { copyObject } from './copy-object.ts';
import { createMultipartUpload } from './create-upload.ts';
import { deleteObject, deleteObjects } from './delete-object.ts';
import { getObject } from './get-object.ts';
import { listObjectVersions } from './list-object-versions.ts';
import { listObjectsV1, listObjectsV2 } from './list-objects.ts';
import { getObjectAttributes } from './object-attributes.ts';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './object-tagging.ts';
import type { Operation } from './operation.ts';
import { putObject } from './put-object.ts';
import { uploadPart, uploadPartCopy } from './upload-part.ts';
import { abortMultipartUpload, listMultipartUploads, listParts } from './uploads.ts';

export type Level = 'service' | 'bucket' | 'object';

type Row = readonly [
  level: Level,
  method: string,
  /** The query parameter that names a part of the bucket or object; `+copy` for one with x-amz-copy-source. */
  subresource: string,
  name: string,
  operation: Operation,
];

/** Everything this service does. What is not here is answered 501 NotImplemented. */
export const OPERATIONS: readonly Row[] = [
  ['service', 'GET', '', 'ListBuckets', listBuckets],

  ['bucket', 'PUT', '', 'CreateBucket', createBucket],
  ['bucket', 'HEAD', '', 'HeadBucket', headBucket],
  ['bucket', 'DELETE', '', 'DeleteBucket', deleteBucket],
  ['bucket', 'GET', '', 'ListObjects', listObjectsV1],
  ['bucket', 'GET', 'list-type', 'ListObjectsV2', listObjectsV2],
  ['bucket', 'GET', 'versions', 'ListObjectVersions', listObjectVersions],
  ['bucket', 'GET', 'uploads', 'ListMultipartUploads', listMultipartUploads],
  ['bucket', 'POST', 'delete', 'DeleteObjects', deleteObjects],
  ['bucket', 'GET', 'location', 'GetBucketLocation', getBucketLocation],
  ['bucket', 'GET', 'versioning', 'GetBucketVersioning', getBucketVersioning],
  ['bucket', 'PUT', 'versioning', 'PutBucketVersioning', putBucketVersioning],
  ['bucket', 'GET', 'cors', 'GetBucketCors', corsSetting.get],
  ['bucket', 'PUT', 'cors', 'PutBucketCors', corsSetting.put],
  ['bucket', 'DELETE', 'cors', 'DeleteBucketCors', corsSetting.delete],
  ['bucket', 'GET', 'lifecycle', 'GetBucketLifecycle', lifecycleSetting.get],
  ['bucket', 'PUT', 'lifecycle', 'PutBucketLifecycle', lifecycleSetting.put],
  ['bucket', 'DELETE', 'lifecycle', 'DeleteBucketLifecycle', lifecycleSetting.delete],
  ['bucket', 'GET', 'tagging', 'GetBucketTagging', taggingSetting.get],
  ['bucket', 'PUT', 'tagging', 'PutBucketTagging', taggingSetting.put],
  ['bucket', 'DELETE', 'tagging', 'DeleteBucketTagging', taggingSetting.delete],
  ['bucket', 'GET', 'acl', 'GetBucketAcl', getAcl],
  ['bucket', 'PUT', 'acl', 'PutBucketAcl', putAcl],
  ['bucket', 'GET', 'policy', 'GetBucketPolicy', neverSet('NoSuchBucketPolicy')],
  ['bucket', 'GET', 'website', 'GetBucketWebsite', neverSet('NoSuchWebsiteConfiguration')],
  ['bucket', 'GET', 'replication', 'GetBucketReplication', neverSet('ReplicationConfigurationNotFoundError')],
  ['bucket', 'GET', 'object-lock', 'GetObjectLock', neverSet('ObjectLockConfigurationNotFoundError')],
  ['bucket', 'GET', 'ownershipControls', 'GetBucketOwnership', neverSet('OwnershipControlsNotFoundError')],
  ['bucket', 'GET', 'publicAccessBlock', 'GetPublicAccess', neverSet('NoSuchPublicAccessBlockConfiguration')],
  [
    ...(['bucket', 'GET', 'encryption', 'GetBucketEncryption'] as const),
    neverSet('ServerSideEncryptionConfigurationNotFoundError'),
  ],

  ['object', 'PUT', '', 'PutObject', putObject],
  ['object', 'PUT', '+copy', 'CopyObject', copyObject],
  ['object', 'GET', '', 'GetObject', getObject],
  ['object', 'HEAD', '', 'HeadObject', getObject],
  ['object', 'DELETE', '', 'DeleteObject', deleteObject],
  ['object', 'GET', 'attributes', 'GetObjectAttributes', getObjectAttributes],
  ['object', 'GET', 'tagging', 'GetObjectTagging', getObjectTagging],
  ['object', 'PUT', 'tagging', 'PutObjectTagging', putObjectTagging],
  ['object', 'DELETE', 'tagging', 'DeleteObjectTagging', deleteObjectTagging],
  ['object', 'GET', 'acl', 'GetObjectAcl', getAcl],
  ['object', 'PUT', 'acl', 'PutObjectAcl', putAcl],

  ['object', 'POST', 'uploads', 'CreateMultipartUpload', createMultipartUpload],
  ['object', 'PUT', 'uploadId', 'UploadPart', uploadPart],
  ['object', 'PUT', 'uploadId+copy', 'UploadPartCopy', uploadPartCopy],
  ['object', 'GET', 'uploadId', 'ListParts', listParts],
  ['object', 'POST', 'uploadId', 'CompleteMultipartUpload', completeMultipartUpload],
  ['object', 'DELETE', 'uploadId', 'AbortMultipartUpload', abortMultipartUpload],
];
