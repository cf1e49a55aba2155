import { S3Error, type S3ErrorCode } from '../errors.ts';
import { parseXml, textOf } from '../parse-xml.ts';
import { readText } from '../payload/read-text.ts';
import { VERSIONING } from '../store/bucket.ts';
import { element, xmlDocument } from '../xml.ts';
import type { Operation } from './operation.ts';

/** A configuration that is kept and given back as it came, and acted on by nobody. */
export interface Setting {
  readonly get: Operation;
  readonly put: Operation;
  readonly delete: Operation;
}

export const corsSetting = keptSetting('cors', 'CORSConfiguration', 'NoSuchCORSConfiguration');
export const lifecycleSetting = keptSetting(
  'lifecycle',
  'LifecycleConfiguration',
  'NoSuchLifecycleConfiguration',
);
export const taggingSetting = keptSetting('tagging', 'Tagging', 'NoSuchTagSet');

function keptSetting(setting: string, root: string, none: S3ErrorCode): Setting {
  return {
    get: ({ store, bucket }) => {
      const body = store.bucket(bucket).settings.get(setting);
      if (body === undefined) throw new S3Error(none, undefined, { BucketName: bucket });
      return { body };
    },
    put: async ({ store, bucket, payload, headers }) => {
      const text = await readText(payload, headers);
      parseXml(text, root);
      store.bucket(bucket);
      store.commit({ type: 'setting-changed', bucket, setting, value: text });
      return { status: setting === 'tagging' ? 204 : 200 };
    },
    delete: ({ store, bucket }) => {
      store.bucket(bucket);
      store.commit({ type: 'setting-changed', bucket, setting });
      return { status: 204 };
    },
  };
}

/** The answer about a configuration that no bucket here can have: there is none. */
export function neverSet(code: S3ErrorCode): Operation {
  return ({ store, bucket }) => {
    store.bucket(bucket);
    throw new S3Error(code, undefined, { BucketName: bucket });
  };
}

export const getBucketVersioning: Operation = ({ store, bucket }) => ({
  body: xmlDocument(
    'VersioningConfiguration',
    element('Status', store.bucket(bucket).settings.get(VERSIONING)),
  ),
});

export const putBucketVersioning: Operation = async ({ store, bucket, payload, headers }) => {
  const status = textOf(parseXml(await readText(payload, headers), 'VersioningConfiguration'), 'Status');
  if (status !== 'Enabled' && status !== 'Suspended') {
    throw new S3Error('MalformedXML', `Status must be Enabled or Suspended, but is '${status ?? ''}'.`);
  }
  store.bucket(bucket);
  store.commit({ type: 'setting-changed', bucket, setting: VERSIONING, value: status });
  return {};
};
