/** One case of a suite. With `skipped` it was not tried, and that is why. */
export interface JunitCase {
  readonly classname: string;
  readonly name: string;
  readonly failures?: readonly JunitFailure[];
  readonly skipped?: string;
  /** What a case that passed has to say. */
  readonly says?: string;
}

export interface JunitFailure {
  readonly type: string;
  readonly message: string;
  readonly text: string;
}

/** A document of JUnit's XML, as CI servers read it. Texts are escaped here and nowhere else. */
export function junitDocument(name: string, suites: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escapeXml(name)}">\n${suites.join('')}</testsuites>\n`;
}

export function junitSuite(name: string, cases: readonly JunitCase[]): string {
  const failed = cases.filter(({ failures = [] }) => failures.length > 0).length;
  const skipped = cases.filter((one) => one.skipped !== undefined).length;
  const counts = `tests="${cases.length}" failures="${failed}" errors="0" skipped="${skipped}"`;
  return `  <testsuite name="${escapeXml(name)}" ${counts}>\n${cases.map(presentCase).join('')}  </testsuite>\n`;
}

function presentCase({ classname, name, failures = [], skipped, says }: JunitCase): string {
  const open = `    <testcase classname="${escapeXml(classname)}" name="${escapeXml(name)}"`;
  if (skipped !== undefined) return `${open}><skipped message="${escapeXml(skipped)}"/></testcase>\n`;
  if (failures.length > 0) return `${open}>\n${failures.map(presentFailure).join('')}    </testcase>\n`;
  if (says !== undefined) return `${open}><system-out>${escapeXml(says)}</system-out></testcase>\n`;
  return `${open}/>\n`;
}

function presentFailure({ type, message, text }: JunitFailure): string {
  return `      <failure type="${escapeXml(type)}" message="${escapeXml(message)}">${escapeXml(text)}</failure>\n`;
}

/** XML 1.0 has no control characters, however they are written. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
