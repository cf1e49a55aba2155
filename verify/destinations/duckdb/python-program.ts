/**
 * `-c PROGRAM FILE QUERY`: the rows of a query as CSV, written by DuckDB itself: as Python objects they would take ten
 * times as long. DuckDB opens the files that it writes by name, which a socket (what Node.js gives as stdout) refuses,
 * so that a pipe stands in between. What it says in an error is the last thing on stderr.
 */
export const PYTHON_PROGRAM = `
import os
import sys
import threading

import duckdb

file, query = sys.argv[1:]
reader, writer = os.pipe()
# The bar that DuckDB draws, or whatever else is printed here, is no row.
output = os.dup(1)
os.dup2(2, 1)


def pass_on():
    try:
        while data := os.read(reader, 1 << 16):
            while data:
                data = data[os.write(output, data):]
    except OSError:
        # Nobody reads any more.
        os._exit(1)


try:
    database = duckdb.connect(file, read_only=True)
    # Rows pass by in their order: more threads or room would only let DuckDB read ahead of whoever compares.
    database.execute("SET enable_progress_bar = false; SET TimeZone = 'UTC'; SET threads = 1")
    database.execute("SET memory_limit = '128MB'")
    thread = threading.Thread(target=pass_on)
    thread.start()
    try:
        database.execute(f"COPY ({query}) TO '/dev/fd/{writer}' (FORMAT csv, HEADER false, USE_TMP_FILE false)")
    finally:
        os.close(writer)
        thread.join()
except duckdb.Error as error:
    sys.exit(str(error))
`.trimStart();
