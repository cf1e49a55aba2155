import { byHost, known, knownBefore, type WayToWorld } from '../../core/worlds/ways.ts';

/** An access key `w1_…`, in the header or in the query, of either version of the signature. */
const KEY = /(?:Credential=|AWS |AWSAccessKeyId=)([a-z][a-z0-9-]*)_/;

const byAccessKey: WayToWorld = ({ headers: { authorization = '' }, url = '' }, worlds) => {
  const mark = url.indexOf('?');
  return known((KEY.exec(authorization) ?? KEY.exec(mark === -1 ? '' : url.slice(mark)))?.[1], worlds);
};

/** A bucket `w1-…`, first in the path or in the host name. */
const byBucket: WayToWorld = ({ headers: { host = '' }, url = '' }, worlds) => {
  const [, first = ''] = /^\/([a-z0-9-]*)/.exec(url) ?? [];
  const [label = ''] = host.split('.', 1);
  return knownBefore(first, worlds) ?? knownBefore(label, worlds);
};

/** How clients of the store say which world they mean. Not by a path: requests are signed with theirs. */
export const WAYS: readonly WayToWorld[] = [byHost, byAccessKey, byBucket];
