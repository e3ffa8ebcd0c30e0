"""Import TensorFlow without its greeting."""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

GREETING = re.compile(rb"^([IWE]0000 |WARNING: All log messages before|To enable the )")


@contextmanager
def quiet_import() -> Iterator[None]:
    """Hold back what C++ libraries write to stderr, and then drop TensorFlow's lines.

    TensorFlow greets with lines about the machine, which no variable turns off. All
    other lines are written out afterwards, in their order. Whoever sets
    TF_CPP_MIN_LOG_LEVEL, or has imported TensorFlow before, keeps what they chose.
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
