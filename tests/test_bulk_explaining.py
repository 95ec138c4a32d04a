"""What stops a Spark job is said in one line."""

from __future__ import annotations

import pytest

from syndicheck.bulk.explaining import LONGEST, reason

DISK = """An error occurred while calling o61.parquet.
: org.apache.spark.SparkException: Job aborted due to stage failure: Task 3 in stage 7.0 failed 4 times, most recent \
failure: Lost task 3.3 in stage 7.0 (TID 19) (10.0.0.7 executor 2): org.apache.spark.SparkException: [TASK_WRITE_FAILED]
\tat org.apache.spark.sql.errors.QueryExecutionErrors$.taskFailedWhileWritingRowsError(QueryExecutionErrors.scala:774)
Caused by: java.io.IOException: No space left on device
\tat java.base/sun.nio.ch.FileDispatcherImpl.write0(Native Method)
\t... 17 more

Driver stacktrace:
\tat org.apache.spark.scheduler.DAGScheduler.failJobAndIndependentStages(DAGScheduler.scala:2898)
Caused by: java.io.IOException: No space left on device
\tat java.base/sun.nio.ch.FileDispatcherImpl.write0(Native Method)
"""

KILLED = """An error occurred while calling o90.parquet.
: org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times, most recent \
failure: Lost task 0.0 in stage 1.0 (TID 1) (host executor driver): org.apache.spark.SparkException: Python worker \
exited unexpectedly (crashed)
\tat org.apache.spark.api.python.BasePythonRunner$ReaderIterator$$anonfun$1.applyOrElse(PythonRunner.scala:624)
Caused by: java.io.EOFException
\tat java.base/java.io.DataInputStream.readInt(DataInputStream.java:398)
"""

PYTHON = """
  An exception was thrown from the Python worker. Please see the stack trace below.
Traceback (most recent call last):
  File "/x/writing.py", line 120, in _written
    write_part(partial, rows, inputs)
{}
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DISK, "IOException: No space left on device"),
        (KILLED, "SparkException: Lost task 0.0 in stage 1.0 (TID 1) (host executor driver): "),
        (PYTHON.format("sqlite3.OperationalError: database or disk is full"), "OperationalError: database or disk is"),
        (PYTHON.format("MemoryError"), "MemoryError"),
        (PYTHON.format("syndicheck.errors.StoreError: Der Datenträger ist voll."), "StoreError: Der Datenträger ist"),
        ("[PATH_NOT_FOUND] Path does not exist: file:/x. SQLSTATE: 42K03", "[PATH_NOT_FOUND] Path does not exist"),
        ("Answer from Java side is empty", "Answer from Java side is empty"),
        ("", ""),
        ("Caused by: java.lang.OutOfMemoryError: " + "x" * 9_000, "OutOfMemoryError: xxx"),
    ],
)
def test_the_line_that_says_why(text: str, said: str) -> None:
    found = reason(text)
    assert found.startswith(said)
    assert "\n" not in found
    assert "Traceback" not in found
    assert len(found) < LONGEST + 40


@pytest.mark.parametrize("cause", ["java.io.EOFException", "java.net.SocketException: Connection reset"])
def test_what_a_killed_worker_left_is_no_reason(cause: str) -> None:
    text = KILLED.replace("java.io.EOFException", cause)
    assert reason(text).endswith("Python worker exited unexpectedly (crashed)")


def test_a_broken_connection_is_said_where_nothing_else_is() -> None:
    assert reason("x\nCaused by: java.net.SocketException: Connection reset") == "SocketException: Connection reset"
