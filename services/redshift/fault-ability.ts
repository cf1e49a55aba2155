import type { Ability } from '../../core/faults/ability.ts';

/** Sessions of Redshift have no faults of their own: whoever asks for some is told where there are. */
export const redshiftAbility: Ability = {
  effects: ['sqlstate', 'message', 'terminate: backend', 'reset', 'hang', 'slow', 'cut', 'latency'],
  on: ['sql'],
  tcp: {
    name: 'redshift',
    effects: ['sqlstate', 'message', 'terminate: backend', 'reset', 'hang', 'slow', 'cut', 'latency'],
  },
  refuse: () =>
    "Sessions of Redshift meet no faults. Let the connector read the same tables at PostgreSQL's port in a further world, whose sessions do.",
};
