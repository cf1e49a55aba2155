import { maskingLogger } from '../../core/masking-logger.ts';
import { runService } from '../../core/run-service.ts';
import { seeder } from './seeder.ts';

await runService(() =>
  seeder(
    process.env,
    maskingLogger((event, fields) =>
      process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`),
    ),
  ),
);
