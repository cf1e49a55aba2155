/**
 * What the public repository has renamed. Until May 2026 it was `fivetran/fivetran_connector_sdk`; today it is
 * `fivetran/connector_sdk`.
 */
const RENAMED: readonly (readonly [today: string, former: string])[] = [
  ['common_patterns/importing_external_drivers', 'private_preview_features/importing_external_drivers'],
  ['common_patterns/', 'common_patterns_for_connectors/'],
  ['quickstart/', 'quickstart_examples/'],
];

/** Where an example was before; the same path for one that was not moved. */
export function formerPath(path: string): string {
  const [today = '', former = ''] = RENAMED.find(([beginning]) => path.startsWith(beginning)) ?? [];
  return former + path.slice(today.length);
}
