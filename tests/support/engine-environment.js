import { TestEnvironment } from 'jest-environment-node';
import { WITHOUT_ENGINE } from './without-engine.js';

/** Skips every test of the suites that need a container engine where there is none; none of their hooks run either. */
export default class EngineEnvironment extends TestEnvironment {
  handleTestEvent(event, state) {
    if (event.name === 'run_start' && process.env[WITHOUT_ENGINE]) skip(state.rootDescribeBlock);
  }
}

function skip(block) {
  for (const child of block.children) {
    if (child.type === 'describeBlock') skip(child);
    else child.mode = 'skip';
  }
}
