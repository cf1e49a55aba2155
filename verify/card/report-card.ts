import type { World } from '../../fixtures/world.ts';
import type { Asked } from '../causes/asked.ts';
import { asksForRows } from '../causes/asked-list.ts';
import type { Sync } from '../causes/syncs.ts';
import { walksIn } from '../causes/walks.ts';
import type { CardLine, Check, CheckResult, Conduct } from './card.ts';
import { completeness } from './completeness.ts';
import { isOfConnector } from './own-requests.ts';
import { politeness } from './politeness.ts';
import { state } from './state.ts';
import { truth } from './truth.ts';

const CHECKS: readonly Check[] = [...completeness, ...politeness, ...state, ...truth];

/** What connectors are judged by, in the order of the card. */
export const CHECK_NAMES: readonly string[] = CHECKS.map(({ name }) => name);

const WITHOUT_ROWS = /token|login|discovery|jwks|authorize|introspect|revoke/;

/**
 * Judges how a connector has asked.
 *
 * @param asked all that it asked, oldest first
 * @param syncs see {@link syncsIn}
 */
export function reportCard(
  asked: readonly Asked[],
  syncs: readonly Sync[],
  world: World,
): readonly CardLine[] {
  return cardOf(conductOf(asked, syncs, world));
}

export function cardOf(conduct: Conduct): readonly CardLine[] {
  return CHECKS.map(({ family, name, judge }) => ({ family, name, ...judge(conduct) }));
}

/** What is judged of all that was asked: what an SDK asks by itself is left out. */
export function conductOf(all: readonly Asked[], syncs: readonly Sync[], world: World): Conduct {
  const asked = all.filter(isOfConnector);
  const walks = walksIn(asked.filter((one) => asksForRows(one) && !WITHOUT_ROWS.test(one.route ?? '')));
  return { asked, syncs: syncs.flatMap(ownPart), walks, world };
}

/** A sync without what an SDK asked by itself; none where it asked for nothing else. */
function ownPart({ requests, hasFailed }: Sync): readonly Sync[] {
  const own = requests.filter(isOfConnector);
  return own.length > 0 ? [{ requests: own, hasFailed }] : [];
}

/** How many lines have each result. */
function countResults(card: readonly CardLine[]): Readonly<Record<CheckResult, number>> {
  const count = (result: CheckResult): number => card.filter((line) => line.result === result).length;
  return { pass: count('pass'), warn: count('warn'), fail: count('fail'), 'not seen': count('not seen') };
}

/** `card: 14 pass 2 warn 1 fail` */
export function badgeLine(card: readonly CardLine[]): string {
  const { pass, warn, fail } = countResults(card);
  return `card: ${pass} pass ${warn} warn ${fail} fail`;
}
