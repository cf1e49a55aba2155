/** The major version that the tests with the real SDK run. */
const SUPPORTED = 3;
const REQUIREMENT = `fivetran-connector-sdk>=${SUPPORTED},<${SUPPORTED + 1}`;

/**
 * Why a version of the Connector SDK cannot be used; undefined for one that can. Until version 2 the SDK does not sync by
 * itself: `fivetran debug` downloads a tester and a Java to run it from the releases of `fivetran/fivetran_sdk_tools` on
 * GitHub. No package index has them.
 *
 * @param version such as `3.0.0`
 */
export function unsupported(version: string): string | undefined {
  const major = Number.parseInt(version, 10);
  if (major === SUPPORTED) return undefined;
  const reason =
    major < SUPPORTED
      ? 'before 3 it downloads its tester from GitHub, which a playground without the internet cannot offer'
      : 'the playground has not been tested with it';
  return `fivetran-connector-sdk ${version} is not supported: ${reason}.`;
}

/** @param python the interpreter that has the SDK */
export function remedyFor(python: string): string {
  return `Install version ${SUPPORTED}: ${python} -m pip install '${REQUIREMENT}'`;
}
