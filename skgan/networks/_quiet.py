"""Import TensorFlow without its log lines."""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

GREETING = re.compile(rb"^([IWE]0000 |WARNING: All log messages before|To enable the )")


@contextmanager
def quiet_import() -> Iterator[None]:
    """Capture the output of C++ libraries on stderr, and drop lines of TensorFlow.

    When it is imported, TensorFlow prints lines about the machine, which cannot be
    disabled by a variable. All other lines are written afterwards, in their order. If
    TF_CPP_MIN_LOG_LEVEL is set, or TensorFlow was imported before, nothing is changed.
    """
    if "TF_CPP_MIN_LOG_LEVEL" in os.environ or "tensorflow" in sys.modules:
        yield
        return
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"  # read once, at the import
    sys.stderr.flush()
    try:
        stderr = os.dup(2)
    except OSError:  # a process without stderr, such as a service
        yield
        return
    with tempfile.TemporaryFile() as held:
        os.dup2(held.fileno(), 2)
        try:
            yield
        finally:
            sys.stderr.flush()
            os.dup2(stderr, 2)
            held.seek(0)
            kept = [line for line in held if not GREETING.match(line)]
            os.write(stderr, b"".join(kept))
            os.close(stderr)
            del os.environ["TF_CPP_MIN_LOG_LEVEL"]
