/** Ends a run with `N passed, N failed, N skipped` alone on a line, which machines read. */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const brokenFiles = results.testResults.filter((file) => file.testExecError).length;
    const skipped = results.numPendingTests + results.numTodoTests;
    process.stderr.write(
      `\n${results.numPassedTests} passed, ${results.numFailedTests + brokenFiles} failed, ${skipped} skipped\n`,
    );
  }
}
