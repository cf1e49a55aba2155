import { Option } from 'commander';

/** For those to whom the services have other addresses than they have here, as outside of a container. */
export function endpointsOption(): Option {
  return new Option('--endpoints <file>', 'take this file for the endpoints.json of the folder');
}
