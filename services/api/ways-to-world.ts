import { basicUser, byHost, byPath, known, knownBefore, type WayToWorld } from '../../core/worlds/ways.ts';

/** `Authorization: Bearer sk_w1_…` or `apiKey sk_w1_…`; a user `w1` or an OAuth client `w1-…` as Basic credentials. */
const byCredentials: WayToWorld = ({ headers: { authorization = '' } }, worlds) => {
  const [, name] = /^\w+ +sk_([a-z0-9-]+)_/.exec(authorization) ?? [];
  return known(name, worlds) ?? knownBefore(basicUser(authorization) ?? '', worlds);
};

/** How clients of the API say which world they mean. */
export const WAYS: readonly WayToWorld[] = [byHost, byCredentials, byPath];
