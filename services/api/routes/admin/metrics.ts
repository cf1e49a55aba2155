import { json, type Route } from '../../route.ts';
import { error, text } from '../../schemas.ts';
import { answerAsEverywhere } from './control.ts';
import { service } from './service-parameter.ts';

export const metrics: Route = {
  method: 'GET',
  path: '/_playground/metrics',
  name: 'playground_metrics',
  tag: 'Playground',
  summary: 'Counts and durations for Prometheus',
  parameters: { service },
  answers: {
    200: { description: 'The text format of Prometheus.', content: { 'text/plain': text } },
    400: json('A parameter is wrong.', error),
  },
  handle: answerAsEverywhere,
};
