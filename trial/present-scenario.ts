import { shownDuration } from '../core/duration.ts';
import { shownEffects } from '../core/faults/effects.ts';
import type { Fault, Occurrence } from '../core/faults/fault.ts';
import { NEEDS, type Scenario, type Step, shownNumber, worldName } from './scenario.ts';

/** All that a scenario says, for people. */
export function explainedScenario(scenario: Scenario): string {
  const facts = [
    ['concerns', `connectors that read ${shownNeeds(scenario)}`],
    ['world', shownWorld(scenario)],
    ['plan', scenario.plan.length === 0 ? 'nothing goes wrong' : scenario.plan.map(shownFault).join('; ')],
    ['steps', scenario.steps.map(shownStep).join(', ')],
    ['a guilty connector shows', shownExpected(scenario)],
    ...(scenario.cases.length > 0 ? [['seen at', scenario.cases.map(urlOf).join('\n')]] : []),
  ] as const;
  const width = Math.max(...facts.map(([name]) => name.length)) + 2;
  const lines = facts.map(
    ([name, fact]) => `${name.padEnd(width)}${fact.replaceAll('\n', `\n${' '.repeat(width)}`)}`,
  );
  return `${shownNumber(scenario)}  ${scenario.name}: ${scenario.title}\n\n${scenario.why}\n\n${lines.join('\n')}\n`;
}

export function shownNeeds({ needs }: Scenario): string {
  return needs.map((need) => NEEDS[need]).join(', and ');
}

export function shownWorld({ world }: Scenario): string {
  const parts = [`${worldName(world)}, ${world.records} rows, seed ${world.seed}`];
  if (world.anchor !== undefined) parts.push(`from ${new Date(world.anchor).toISOString().slice(0, 19)}Z on`);
  return parts.join(', ');
}

export function shownFault({ on, do: now, after, times }: Fault): string {
  const what = [now && shownNow(now), after && `after it ${shownNow(after)}`].filter(Boolean).join(', ');
  const tries = times === undefined ? '' : times === 'always' ? ', always' : `, ${times} tries`;
  return `${shownOccurrence(on)}: ${what}${tries}`;
}

export function shownStep(step: Step): string {
  if (typeof step === 'string') return step;
  if ('clock' in step) return `clock +${shownDuration(step.clock)}`;
  if ('drop' in step) return `drop ${step.drop}`;
  return `sync killed at ${step.kill.map(shownOccurrence).join(', or at ')}`;
}

export function shownExpected({ expect }: Scenario): string {
  const causes = expect.causes.join(' or ');
  return expect.mustSucceed ? `${causes}; also by a last sync that fails` : causes;
}

/** Where an issue is: `owner/repository#7`. GitHub redirects to a pull request where it is one. */
export function urlOf(issue: string): string {
  const [repository, number] = issue.split('#');
  return `https://github.com/${repository}/issues/${number}`;
}

function shownNow({ clock, stale, latency, ...others }: NonNullable<Fault['do']>): string {
  const durations = Object.entries({ clock, stale, latency }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${shownDuration(value)}`],
  );
  return [...durations, shownEffects(others)].filter((part) => part !== '').join(', ');
}

function shownOccurrence(on: Occurrence): string {
  return Object.entries(on)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');
}
