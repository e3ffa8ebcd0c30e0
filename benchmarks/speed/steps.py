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

from _settings import SETTINGS


def parse_arguments():
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="3 rounds, no ctgan")
    parser.add_argument("--settings", nargs="+", choices=SETTINGS, default=[*SETTINGS])
    parser.add_argument("--skip", nargs="+", default=[], metavar="CONTENDER")
    return parser.parse_args()


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


def report(setting, times):
    """Print one setting's table."""
    print(f"\n{setting.title}")
    print(f"{'':10}{'ms a step':>10}{'least':>9}{'CPU ms':>9}  against skgan")
    for name, rows in times.items():
        wall, cpu = zip(*rows, strict=True)
        figures = statistics.median(wall), min(wall), statistics.median(cpu)
        line = f"{name:10}" + "".join(
            f"{1000 * value:{width}.2f}"
            for value, width in zip(figures, (10, 9, 9), strict=True)
        )
        print(line + verdict(setting, times, name), flush=True)


def verdict(setting, times, peer):
    """Return a peer's ratio beside its goal."""
    if peer not in setting.goals or "skgan" not in times:
        return ""
    wall, cpu = ratio(times, peer)
    goal = setting.goals[peer]
    if peer == "floor":
        text, met = f"skgan takes {wall:.2f}x ({cpu:.2f}x CPU), goal <=", wall <= goal
    else:
        text, met = f"takes {wall:.1f}x ({cpu:.1f}x CPU), goal >=", wall >= goal
    return f"  {text} {goal:g}x: {'met' if met else 'MISSED'}"


def main():
    """Time all settings."""
    arguments = parse_arguments()
    set_threads(arguments.threads)
    n_rounds, skip = arguments.rounds, arguments.skip
    if arguments.quick:
        n_rounds, skip = min(3, n_rounds), [*skip, "ctgan"]
    print(f"{arguments.threads} thread(s), {n_rounds} rounds")
    for name in arguments.settings:
        contenders = make_contenders(SETTINGS[name], skip)
        report(SETTINGS[name], play_rounds(contenders, n_rounds))
        del contenders


if __name__ == "__main__":
    main()
