"""Measure how often a verdict on augmentation is wrong, and how long it takes.

Four tables. ``scores``: drawn differences of the ten folds, as dependent as the test
assumes (correlation n_test / (n_train + n_test) = .2) or independent, with a mean of 0
or of two standard deviations of the folds, for one to four samplers of which one at
most helps. ``equal``: whole runs in which both arms are equally good: how often is a
sampler said to help? ``helped``: whole runs in which copies of rare rows help, with
as many rows as make the mean difference two standard deviations; alone, and with
three samplers that do nothing. ``seconds``: 5 x 2 folds, four samplers and SVC on
1,000 rows.

The peer is the plain paired t-test on the same folds, as it is often used.

Examples
--------
::

    python benchmarks/quality/verdict.py
    python benchmarks/quality/verdict.py --tables equal --runs 1000
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402
from _environment import ONE_THREAD  # noqa: E402

N_FOLDS, TEST_TO_TRAIN, CORRELATION = 10, 0.25, 0.2
N_HELPED_ROWS = 1000  # mean difference / mean standard deviation of the folds: 2.0


def add_scores(figures, runs):
    """Add what the test finds in drawn differences."""
    import pandas as pd

    rows = {
        (kind, n_samplers): draw_and_test(correlation, n_samplers, runs)
        for kind, correlation in (("dependent", CORRELATION), ("independent", 0.0))
        for n_samplers in (1, 2, 3, 4)
    }
    table = pd.DataFrame(rows, index=["false positives", "found", "plain t-test's"]).T
    figures.add(
        "scores",
        _figures.texts(table.rename_axis(["folds", "samplers"])),
        f"Differences of {N_FOLDS} folds, drawn {runs:,} times, as dependent as the "
        "test assumes or independent. False positives: share of runs in which one of "
        "the samplers is said to help, though none does; found: share in which one "
        "that helps by two standard deviations of the folds is found. The last column "
        "has the false positives of a plain paired t-test.",
    )


def draw_and_test(correlation, n_samplers, runs):
    """Return rates of false positives, of findings, and of the peer's false ones."""
    import numpy as np

    random_state = np.random.RandomState(0)
    shape = runs, n_samplers
    common = random_state.normal(size=(*shape, 1)) * correlation**0.5
    own = random_state.normal(size=(*shape, N_FOLDS)) * (1 - correlation) ** 0.5
    null = common + own
    helped = null.copy()
    # The standard deviation within a run, which is what one sees.
    helped[:, 0] += 2 * (1 - correlation) ** 0.5
    false = [is_found(differences).any() for differences in null]
    found = [is_found(differences)[0] for differences in helped]
    plain = [is_found(differences, plain=True).any() for differences in null]
    return np.mean(false), np.mean(found), np.mean(plain)


def is_found(differences, plain=False):
    """Return of each sampler whether it is said to help."""
    from skgan.model_selection._summary import ALPHA, corrected_t_test, holm

    ratio = 0.0 if plain else TEST_TO_TRAIN
    return holm([corrected_t_test(d, ratio).p_value for d in differences]) < ALPHA


def add_equal(figures, runs):
    """Add how often one of two equal arms is said to be better."""
    import pandas as pd
    from _arms import EQUAL_ARMS

    rows = {
        name: means([verdict_of(*make(seed), seed) for seed in range(runs)])[:4]
        for name, make in EQUAL_ARMS.items()
    }
    names = ["balanced accuracy", "average precision", "verdict", "plain t-test"]
    figures.add(
        "equal",
        _figures.texts(pd.DataFrame(rows, index=names).T),
        f"Share of {runs} whole runs in which a sampler is said to help although "
        "both arms are equally good: by either metric, by the verdict, and by a plain "
        "paired t-test of balanced accuracy.",
    )


def add_helped(figures, runs):
    """Add how often a sampler that helps is found."""
    import pandas as pd
    from _arms import helped

    rows = {}
    for n_idle in (0, 3):
        results = [
            verdict_of(*helped(seed, N_HELPED_ROWS), seed, n_idle)
            for seed in range(1000, 1000 + runs)
        ]
        found, *_, shift = means(results)
        told = {"help in standard deviations": shift, "found": found}
        rows["alone" if n_idle == 0 else f"beside {n_idle} that do nothing"] = told
    figures.add(
        "helped",
        _figures.texts(pd.DataFrame(rows).T),
        f"Share of {runs} whole runs in which RandomOverSampler, which helps logistic "
        "regression here, is found to raise balanced accuracy.",
    )


def verdict_of(classifier, X, y, sampler, seed, n_idle=0):
    """Return what is said of one sampler, and its differences by the first metric."""
    from imblearn import FunctionSampler

    from skgan.model_selection import cross_validate_augmentation

    idle = {f"idle {i}": FunctionSampler() for i in range(n_idle)}
    result = cross_validate_augmentation(
        classifier, X, y, samplers={"one": sampler, **idle}, random_state=seed
    )
    frame = result.to_frame()
    frame = frame[frame["metric"] == "balanced_accuracy"]
    scores = frame.pivot(index="fold", columns="sampler", values="score")
    differences = (scores["one"] - scores["none"]).to_numpy()
    helps = result.summary().loc["one", "helps"].tolist()
    return helps, result.verdict_.startswith("Augment"), differences


def means(results):
    """Return rates, and the mean difference in standard deviations of the folds."""
    import numpy as np

    helps, said, differences = map(np.array, zip(*results, strict=True))
    plain = [is_found(d[None], plain=True)[0] for d in differences]
    shift = differences.mean() / differences.std(axis=1, ddof=1).mean()
    return *helps.mean(axis=0), said.mean(), np.mean(plain), shift


def add_seconds(figures, runs):
    """Add the time of a comparison with two networks among four samplers."""
    from time import perf_counter

    import pandas as pd
    from _arms import gaussians
    from imblearn.over_sampling import SMOTE
    from sklearn.svm import SVC

    from skgan import ACGANSampler, GANSampler
    from skgan.model_selection import cross_validate_augmentation

    samplers = {
        "acgan": ACGANSampler(),
        "gan": GANSampler(),
        "smote": SMOTE(),
        "threshold": "threshold",
    }
    X, y = gaussians(0, 1000, 0.1, 2.0)
    seconds = {}
    for n_jobs in (1, 2):
        start = perf_counter()
        cross_validate_augmentation(
            SVC(), X, y, samplers=samplers, random_state=0, n_jobs=n_jobs
        )
        seconds[f"`n_jobs={n_jobs}`"] = {"seconds": perf_counter() - start}
    figures.add(
        "seconds",
        _figures.texts(pd.DataFrame(seconds).T, 0),
        "Wall time of a comparison of ACGANSampler, GANSampler, SMOTE and a tuned "
        "threshold: 5 folds twice, SVC, 1,000 rows, one thread a process.",
    )


TABLES = {
    "scores": (add_scores, 4000),
    "equal": (add_equal, 200),
    "helped": (add_helped, 200),
    "seconds": (add_seconds, 1),
}


def main(argv=None):
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tables", nargs="+", choices=TABLES, default=list(TABLES))
    parser.add_argument("--runs", type=int, help="instead of 4,000 and 200")
    arguments = _figures.parse_arguments(parser, argv)
    os.environ.update(ONE_THREAD)
    with _figures.Figures(__file__, arguments) as figures:
        for name in arguments.tables:
            function, runs = TABLES[name]
            function(figures, arguments.runs or runs)


if __name__ == "__main__":
    main()
