"""Run the tasks of a benchmark in processes, and gather their rows."""

import sys

import pandas as pd
from joblib import Parallel, delayed


def run_tasks(function, tasks, n_jobs, save=None):
    """Return the long table of all tasks, and tell on stderr which are done.

    Parameters
    ----------
    function : callable
        Takes the parts of a task, and returns rows.
    tasks : list of tuple
        Names and numbers of a task are told.
    n_jobs : int
        Processes.
    save : callable, default=None
        Called with the long table after each task.
    """
    # loky: a process that forks after TensorFlow has run hangs.
    run = Parallel(n_jobs=n_jobs, backend="loky", return_as="generator")
    rows: list = []
    done = run(delayed(function)(*task) for task in tasks)
    for number, (task, part) in enumerate(zip(tasks, done, strict=True), 1):
        rows.extend(part)
        names = [str(name) for name in task if isinstance(name, str | int)]
        print(f"{number}/{len(tasks)} {', '.join(names)}", file=sys.stderr, flush=True)
        if save is not None:
            save(pd.DataFrame(rows))
    return pd.DataFrame(rows)
