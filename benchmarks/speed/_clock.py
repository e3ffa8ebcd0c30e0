"""Wall and CPU time of what a function does."""

import time
from collections import namedtuple

Times = namedtuple("Times", "wall cpu")


def now():
    """Return both clocks; the CPU's counts all threads of this process."""
    return Times(time.perf_counter(), time.process_time())


def since(start):
    """Return the times that have passed since a reading."""
    end = now()
    return Times(end.wall - start.wall, end.cpu - start.cpu)


def timed(function, *args):
    """Return the times that a call takes."""
    start = now()
    function(*args)
    return since(start)
