"""The process of one job: ``python -m skgan.app._worker FOLDER``."""

import os
import signal
import sys
import threading
import traceback
from pathlib import Path

from skgan.app._jobs import Job, lower_priority
from skgan.app._reporter import Reporter


def end_with_server(reporter: Reporter) -> None:
    """End this process when standard input is closed by the end of the server."""
    while sys.stdin.buffer.read(1):
        pass
    reporter.tell(state="interrupted")
    os._exit(1)


def run(folder: Path) -> None:
    """Run the job of a folder, and write its final status."""
    job = Job(folder)
    reporter = Reporter(job)
    for task in (reporter.beat, lambda: end_with_server(reporter)):
        threading.Thread(target=task, daemon=True).start()
    try:
        work(job, reporter)
    except Exception as error:
        traceback.print_exc()
        from skgan.app._texts import text_of

        reporter.tell(state="failed", phase="Failed", message=text_of(error))
    os._exit(0)  # does not wait for threads of TensorFlow


def work(job: Job, reporter: Reporter) -> None:
    """Run the task of the request."""
    if job.request["kind"] == "train":
        from skgan.app._training import train

        train(job, reporter)
    else:
        from skgan.app._verdict import evaluate

        evaluate(job, reporter)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server handles Ctrl-C
    lower_priority()
    run(Path(sys.argv[1]))
