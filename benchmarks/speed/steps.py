"""Time a step of the older projects' loop, of ctgan, of skgan and of the floor.

A step is one update of the generator with the discriminator's updates that go with
it. The contenders take turns for several rounds, so that whatever else the machine
does meets all of them; a figure is the median over the rounds, a ratio the median of
the rounds' ratios. CPU time is the cross-check: on one thread it should tell the same.

classic
    ``predict`` and ``train_on_batch`` three times, with the same networks and BCE game
    (on tables skgan also mixes real rows, which is left out here).
ctgan
    CTGAN's own networks and game (pip install ctgan); its set-up is left out.
skgan
    ``ACGANSampler.fit``, a long fit less a short one.
floor
    The same networks, losses and optimizer by hand in one ``tf.function``, with raw
    ops and no feature at all.

Examples
--------
All settings on one core, about ten minutes; then one of them in a minute::

    taskset -c 0 python benchmarks/speed/steps.py
    taskset -c 0 python benchmarks/speed/steps.py --quick --settings table-64
"""

import argparse
import gc
import os
import statistics
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402
from _settings import SETTINGS  # noqa: E402

PEERS = ("keras", "ctgan", "torch")


def parse_arguments(argv=None):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="3 rounds, no ctgan")
    parser.add_argument("--settings", nargs="+", choices=SETTINGS, default=[*SETTINGS])
    parser.add_argument("--skip", nargs="+", default=[], metavar="CONTENDER")
    return _figures.parse_arguments(parser, argv)


def set_threads(n_threads):
    """Bound all thread pools; call it before anything has run."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(n_threads)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(n_threads)
    tf.config.threading.set_inter_op_parallelism_threads(n_threads)
    try:
        import torch
    except ImportError:
        return
    torch.set_num_threads(n_threads)


def make_contenders(setting, skip):
    """Return the contenders, warmed up; say who is missing and why."""
    from _classic import ClassicLoop
    from _ctgan import CTGANLoop
    from _floor import Floor
    from _skgan import SkganFit

    found = []
    for kind in (ClassicLoop, CTGANLoop, SkganFit, Floor):
        if kind.name not in setting.contenders or kind.name in skip:
            continue
        try:
            found.append(kind(setting))
        except ImportError as error:
            print(f"{kind.name} is skipped: {error}")
    return found


def play_rounds(contenders, n_rounds):
    """Return for each contender the times of a step in each round."""
    times = {contender.name: [] for contender in contenders}
    for _ in range(n_rounds):
        for contender in contenders:
            gc.collect()
            times[contender.name].append(contender.timed())
    return times


def ratio(times, peer):
    """Return the median ratio to a peer, the way round in which the goal is put."""
    above, below = ("skgan", peer) if peer == "floor" else (peer, "skgan")
    pairs = list(zip(times[above], times[below], strict=True))
    return [statistics.median(a[k] / b[k] for a, b in pairs) for k in (0, 1)]


def row_of(setting, times):
    """Return the row of one setting: milliseconds, and ratios beside their goals."""
    row = {}
    for name, rounds in times.items():
        row[f"{name}, ms"] = 1000 * statistics.median(wall for wall, _ in rounds)
    for peer, goal in setting.goals.items():
        if "skgan" not in times or peer not in times:
            continue
        wall, cpu = ratio(times, peer)
        is_floor = peer == "floor"
        title = "skgan / floor" if is_floor else f"{peer} / skgan"
        is_met = wall <= goal if is_floor else wall >= goal
        row[title] = f"{wall:.2f}" if is_floor else f"{wall:.1f}"
        row[f"{title}, CPU"] = f"{cpu:.2f}" if is_floor else f"{cpu:.1f}"
        sign, end = "<=" if is_floor else ">=", "met" if is_met else "missed"
        row[f"{title}, goal"] = f"{sign} {goal:g}, {end}"
    return row


ORDER = [
    *(f"{name}, ms" for name in ("classic", "ctgan", "skgan", "floor")),
    *(
        f"{pair}{what}"
        for pair in ("classic / skgan", "ctgan / skgan", "skgan / floor")
        for what in ("", ", CPU", ", goal")
    ),
]


def main(argv=None):
    """Time all settings."""
    arguments = parse_arguments(argv)
    set_threads(arguments.threads)
    n_rounds, skip = arguments.rounds, arguments.skip
    if arguments.quick:
        n_rounds, skip = min(3, n_rounds), [*skip, "ctgan"]
    import pandas as pd

    rows = {}
    with _figures.Figures(__file__, arguments, peers=PEERS) as figures:
        for name in arguments.settings:
            setting = SETTINGS[name]
            contenders = make_contenders(setting, skip)
            rows[setting.title] = row_of(setting, play_rounds(contenders, n_rounds))
            print(setting.title, rows[setting.title], file=sys.stderr, flush=True)
            del contenders
        table = pd.DataFrame(rows).T
        table = table[[column for column in ORDER if column in table]]
        figures.add(
            "",
            _figures.texts(table, 2),
            f"Milliseconds of a training step, which is one update of the generator "
            f"with its updates of the discriminator: medians of {n_rounds} rounds, on "
            f"{arguments.threads} thread. Classic is a loop of `predict` and three "
            "calls of `train_on_batch`; the floor is the same game by hand in one "
            "traced loop, without any feature.",
        )


if __name__ == "__main__":
    main()
