import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { WITHOUT_ENGINE } from './without-engine.js';

const BUILD = path.resolve(import.meta.dirname, '../containers/build-images');

/**
 * Runs once before the suites in tests/containers, if any of them is to run: builds their images where an engine
 * answers. Where none does, the suites are skipped, but for CI, where that is a failure.
 */
export default function setUpContainers() {
  const engine = spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { encoding: 'utf8' });
  if (engine.status !== 0) {
    if (process.env.CI) throw new Error(`CI needs a container engine: ${engine.stderr || engine.error}`);
    process.env[WITHOUT_ENGINE] = 'true';
    process.stderr.write('No container engine answers: the suites in tests/containers are skipped.\n');
    return;
  }
  // What the example test starts.
  process.env.PLAYGROUND_IMAGE = `connector-playground:${process.env.PLAYGROUND_VERSION || 'latest'}`;
  const { status } = spawnSync(BUILD, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0)
    throw new Error(`The images for tests/containers were not built: ${BUILD} ended with ${status}.`);
}
