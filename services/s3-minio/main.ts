import { runService } from '../../core/run-service.ts';
import { embeddedS3 } from './embedded.ts';
import { s3OptionsFromEnv } from './options.ts';

await runService(() => embeddedS3(s3OptionsFromEnv(process.env)));
