import type { Ability } from '../../core/faults/ability.ts';
import type { Fault } from '../../core/faults/fault.ts';
import type { BastionTarget } from './targets.ts';

/** What the bastion can be made to do to its tunnels. */
export function bastionAbility(targets: readonly BastionTarget[]): Ability {
  const about = new Set(targets.flatMap(({ service }) => service ?? []));
  return {
    effects: [],
    on: [],
    tcp: {
      name: 'ssh',
      effects: ['refuse', 'reset', 'terminate: session', 'hang', 'slow', 'cut', 'latency'],
      on: ['host'],
      about: [...about],
    },
    refuse: (fault) => refusalOf(fault, targets),
  };
}

function refusalOf({ on, do: now, after }: Fault, targets: readonly BastionTarget[]): string | undefined {
  if (on.tcp === undefined) return "At the bastion faults happen to tunnels. Say 'on: { tcp: ssh }'.";
  if (after !== undefined)
    return "A tunnel has no answer after which something could happen. Say 'do' in place of 'after'.";
  if (typeof now?.cut === 'string')
    return `A tunnel can be cut after so many bytes, not at '${now.cut}'. Say 'cut: 1000 bytes'.`;
  if (now?.refuse && on.bytes !== undefined)
    return "Only a tunnel that is not open yet can be refused. Say 'reset', or leave 'bytes' out.";
  const { host } = on;
  if (host === undefined || host.includes('*')) return undefined;
  const names = [...new Set(targets.map((target) => target.host.toLowerCase()))];
  if (names.includes(host.toLowerCase())) return undefined;
  return `The bastion has no target '${host}'. There is: ${names.join(', ') || 'nothing'}.`;
}
