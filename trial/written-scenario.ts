import { Document, isCollection, isMap, isSeq } from 'yaml';
import { parseDuration, shownDuration } from '../core/duration.ts';
import type { Fault } from '../core/faults/fault.ts';
import { DURATIONS, presentFault } from '../core/faults/written-fault.ts';
import { DEFAULT_WORLD } from './parse-scenario.ts';
import type { Scenario, ScenarioWorld, Step } from './scenario.ts';

/** So many entries of a plan are on lines of their own; with seven other lines that makes ten. */
const MOST_ENTRIES = 3;

/**
 * A scenario as its file has it, without what has a default: each property on a line of its own.
 *
 * @param comment a line above it
 */
export function writtenScenario(scenario: Scenario, comment?: string): string {
  const document = new Document(fieldsOf(scenario));
  const fields = isMap(document.contents) ? document.contents.items : [];
  for (const { value } of fields) if (isCollection(value)) value.flow = true;
  const plan = document.get('plan');
  if (isSeq(plan) && plan.items.length <= MOST_ENTRIES) {
    plan.flow = false;
    for (const entry of plan.items) if (isCollection(entry)) entry.flow = true;
  }
  const head = comment === undefined ? '' : `# ${comment.replaceAll(/\s+/g, ' ')}\n`;
  return head + document.toString({ lineWidth: 0 });
}

function fieldsOf(scenario: Scenario): object {
  const { number, name, title, why, cases, needs, world, plan, steps, expect } = scenario;
  const ofWorld = fieldsOfWorld(world);
  return {
    scenario: name,
    ...(number !== undefined && { number }),
    ...(title !== name && { title }),
    ...(why !== '' && { why }),
    ...(cases.length > 0 && { cases }),
    ...(needs.length > 0 && { needs }),
    ...(Object.keys(ofWorld).length > 0 && { world: ofWorld }),
    ...(plan.length > 0 && { plan: plan.map(fieldsOfFault) }),
    // biome-ignore lint/suspicious/noThenProperty: it is the word of the file, and nobody awaits this.
    then: steps.map(fieldsOfStep),
    expect: { causes: expect.causes, ...(expect.mustSucceed && { mustSucceed: true }) },
  };
}

function fieldsOfWorld(world: ScenarioWorld): object {
  const { anchor, ...others } = world;
  const fields = { ...others, ...(anchor !== undefined && { anchor: new Date(anchor).toISOString() }) };
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(DEFAULT_WORLD[name as keyof ScenarioWorld]),
    ),
  );
}

function fieldsOfFault(fault: Fault): object {
  const { do: now, after, ...others } = presentFault(fault);
  return {
    ...others,
    ...(fault.do && { do: { ...(now as object), ...durationsIn(fault.do) } }),
    ...(fault.after && { after: { ...(after as object), ...durationsIn(fault.after) } }),
  };
}

function durationsIn(effects: NonNullable<Fault['do']>): object {
  return Object.fromEntries(
    DURATIONS.flatMap((name) => {
      const ms = effects[name];
      return ms === undefined ? [] : [[name, name === 'clock' ? `+${written(ms)}` : written(ms)]];
    }),
  );
}

function fieldsOfStep(step: Step): unknown {
  if (typeof step === 'string') return step;
  if ('clock' in step) return { clock: `+${written(step.clock)}` };
  return 'kill' in step && step.kill.length === 1 ? { kill: step.kill[0] } : step;
}

/** In units that people read, where none of it is rounded away. */
function written(ms: number): string {
  const shown = shownDuration(ms);
  return parseDuration(shown) === ms ? shown : `${ms}ms`;
}
