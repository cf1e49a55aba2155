import type { Route } from '../../route.ts';
import { text } from '../../schemas.ts';

export const metrics: Route = {
  method: 'GET',
  path: '/_playground/metrics',
  name: 'playground_metrics',
  tag: 'Playground',
  summary: 'Counts and durations for Prometheus',
  parameters: {},
  answers: { 200: { description: 'The text format of Prometheus.', content: { 'text/plain': text } } },
  handle(ctx, { state }) {
    ctx.type = 'text/plain; version=0.0.4; charset=utf-8';
    ctx.body = state.metrics.text();
  },
};
