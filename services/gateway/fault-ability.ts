import type { Ability } from '../../core/faults/ability.ts';
import { HTTP_CONDITIONS, HTTP_EFFECTS } from '../../core/faults/http-abilities.ts';

/** What the gateway can be made to do to requests for public hosts, whoever answers them. */
export const gatewayAbility: Ability = { effects: HTTP_EFFECTS, on: [...HTTP_CONDITIONS, 'host'] };
