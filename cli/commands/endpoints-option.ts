import { Option } from 'commander';

/** For clients that reach the services by other addresses, for example from outside of a container. */
export function endpointsOption(): Option {
  return new Option('--endpoints <file>', 'use this file instead of the endpoints.json of the folder');
}
