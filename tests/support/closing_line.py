"""A plugin of pytest that ends a run with the closing line that all suites of this project share."""


def pytest_terminal_summary(terminalreporter):
    stats = terminalreporter.stats
    count = lambda *names: sum(len(stats.get(name, [])) for name in names)
    terminalreporter.write_line("")
    terminalreporter.write_line(
        f"{count('passed')} passed, {count('failed', 'error')} failed, {count('skipped')} skipped"
    )
