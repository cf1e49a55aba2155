/** Told to a client that logs in; without the second its driver would report its use. */
export const PARAMETERS = [
  { name: 'AUTOCOMMIT', value: true },
  { name: 'CLIENT_TELEMETRY_ENABLED', value: false },
  { name: 'PYTHON_CONNECTOR_QUERY_RESULT_FORMAT', value: 'json' },
  { name: 'TIMEZONE', value: 'UTC' },
];
