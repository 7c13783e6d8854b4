"""A cluster of Spark on this machine: one master and some workers, of the pyspark that pip installed.

    python bench/cluster.py --workers 2

It prints the address of the master, waits, and ends with Ctrl-C. It listens on 127.0.0.1 only.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

HOST = "127.0.0.1"
_MASTER = re.compile(r"Starting Spark master at (spark://\S+)")
_WORKER = re.compile(r"Successfully registered with master")


def main() -> None:
    """Start a cluster and keep it until somebody interrupts."""
    parser = argparse.ArgumentParser(description="A cluster of Spark on this machine.")
    parser.add_argument("--workers", type=int, default=2, help="how many workers, each with one core (default 2)")
    parser.add_argument("--memory", default="1g", help="the memory of each worker (default 1g)")
    given = parser.parse_args()
    with cluster(given.workers, given.memory) as master:
        print(master, flush=True)
        with suppress(KeyboardInterrupt):
            Event().wait()


@contextmanager
def cluster(workers: int = 2, memory: str = "1g") -> Iterator[str]:
    """The address of the master of a cluster, which ends with the block.

    Raises:
        TimeoutError: a process of it did not start.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="spark-", ignore_cleanup_errors=True))
        common = ["--host", HOST, "--port", "0", "--webui-port", "0"]
        address = stack.enter_context(_process("master.Master", common, _MASTER))
        for n in range(workers):
            own = ["--cores", "1", "--memory", memory, "--work-dir", f"{folder}/{n}", address]
            stack.enter_context(_process("worker.Worker", [*common, *own], _WORKER))
        yield address


@contextmanager
def _process(role: str, arguments: list[str], ready: re.Pattern[str], seconds: float = 120) -> Iterator[str]:
    """A process of Spark, once it says that it is ready; what it said."""
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = os.environ | {"SPARK_HOME": str(home), "SPARK_NO_DAEMONIZE": "1", "SPARK_LOCAL_IP": HOST}
    environment["PYSPARK_PYTHON"] = sys.executable
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{role}", *arguments]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said: Queue[str] = Queue()
    reader = Thread(target=_listen, args=(process, ready, said), daemon=True)
    reader.start()
    try:
        try:
            yield said.get(timeout=seconds)
        except Empty:
            raise TimeoutError(f"{role} did not start within {seconds:.0f} seconds") from None
    finally:
        process.terminate()
        process.wait()
        reader.join()


def _listen(process: subprocess.Popen[str], ready: re.Pattern[str], said: Queue[str]) -> None:
    """Read what the process writes, so that it never waits for a reader."""
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            if found := ready.search(line):
                said.put(found[found.lastindex or 0])


if __name__ == "__main__":
    main()
