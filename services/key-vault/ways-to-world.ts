import { byHost, byPath, type WayToWorld } from '../../core/worlds/ways.ts';

/** How clients of the vault say which world they mean. */
export const WAYS: readonly WayToWorld[] = [byHost, byPath];
