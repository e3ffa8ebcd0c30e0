"""From the long table to the printed ones."""

import warnings

import numpy as np
import pandas as pd
from _figures import bold, in_brackets, texts
from _names import named
from _protocol import METRICS
from scipy.stats import wilcoxon

PEER = "SMOTE"
OURS = "ACGANSampler"
TITLES = {
    "bal_acc": "balanced accuracy",
    "gmean": "G-mean",
    "f1": "macro F1",
    "ap": "average precision",
    "auc": "AUC",
}
# Whose difference to whom is tested.
PAIRS = (
    (OURS, "none"),
    (OURS, "class_weight"),
    (OURS, PEER),
    (OURS, "kernel"),
    (OURS, "generator"),
    ("kernel", "none"),
    ("kernel", PEER),
)
IN_SETS = ("none", "class_weight", PEER, "kernel", "generator", OURS)


def complete_cells(frame, index):
    """Mean of each metric; one row a cell, (metric, method) as columns.

    Cells that not every method has are left out, since ranks need all of them.
    """
    order = list(dict.fromkeys(frame["method"]))
    wide = frame.pivot_table(index=index, columns="method", values=list(METRICS))
    columns = pd.MultiIndex.from_product([METRICS, order])
    return wide.reindex(columns=columns).dropna()


def mean_and_rank(frame):
    """Return means, and mean ranks (1 is best) over data set x classifier cells."""
    wide = complete_cells(frame, ["set", "classifier"])
    means = {metric: wide[metric].mean() for metric in METRICS}
    ranks = {
        metric: wide[metric].rank(axis=1, ascending=False).mean() for metric in METRICS
    }
    return pd.DataFrame(means), pd.DataFrame(ranks)


def mean_table(frame):
    """Return means with ranks in brackets, the mean of the ranks, and seconds."""
    means, ranks = (table.rename(columns=TITLES) for table in mean_and_rank(frame))
    shown = bold(in_brackets(texts(means), texts(ranks, 1)), means)
    more = pd.DataFrame({"mean rank": ranks.mean(axis=1)})
    shown = shown.join(bold(texts(more, 2), more, largest=False))
    seconds = cost_table(frame)["median seconds"]
    seconds = seconds.where(seconds > 0)
    return named(shown.assign(**{"median fit, CPU": seconds.map(seconds_text)}))


def seconds_text(value):
    """Return seconds with two places that matter."""
    return "" if pd.isna(value) else f"{value:.2g} s"


def wilcoxon_p(differences):
    """Two-sided p of the signed-rank test; 1 where nothing differs."""
    if not np.any(differences):
        return 1.0
    with warnings.catch_warnings():  # few sets, ties
        warnings.simplefilter("ignore")
        return float(wilcoxon(differences).pvalue)


def difference_table(frame):
    """Difference of one method to another, and its p over the sets."""
    wide = complete_cells(frame, ["set"])
    rows = {}
    for ours, other in PAIRS:
        if not {ours, other} <= set(frame["method"]):
            continue
        row = rows[named(ours), named(other)] = {}
        for metric, title in TITLES.items():
            differences = (wide[metric][ours] - wide[metric][other]).to_numpy()
            p = wilcoxon_p(differences)
            shown = "p < 0.001" if p < 0.001 else f"p {p:.3f}"
            row[title] = f"{differences.mean():+.3f} ({shown})"
    table = pd.DataFrame(rows).T
    return table.rename_axis(["", "against"]) if rows else table


def part_table(frame, part):
    """Balanced accuracy on each set, or of each classifier.

    Parameters
    ----------
    frame : DataFrame
        The long table.
    part : {"set", "classifier"}
        What has a row each; means are over the other.
    """
    kept = frame[frame["method"].isin(IN_SETS)]
    wide = complete_cells(kept, [part])["bal_acc"]
    order = [name for name in frame[part].unique() if name in wide.index]
    wide = wide.reindex(order).rename_axis(index=None, columns=None)
    wide.columns = [named(name) for name in wide]
    return bold(texts(wide), wide, across=True)


def cost_table(frame):
    """Seconds a fit_resample, fits that fell back to the rows as they are, notes."""
    fits = frame.drop_duplicates(["set", "repeat", "fold", "method"])
    groups = fits.groupby("method", sort=False)
    return pd.DataFrame(
        {
            "fits": groups.size(),
            "median seconds": groups["seconds"].median(),
            "most seconds": groups["seconds"].max(),
            "fallbacks": groups["fallback"].sum(),
            "notes": groups["note"].agg(lambda notes: (notes != "").sum()),
        }
    )


def note_lines(frame):
    """Yield the samplers' notes, each text once, with where it was seen."""
    fits = frame.drop_duplicates(["set", "repeat", "fold", "method"])
    fits = fits[fits["note"] != ""]
    for (method, note), group in fits.groupby(["method", "note"], sort=False):
        sets = ", ".join(group["set"].unique()[:4])
        yield f"{method}, {len(group)} x ({sets}): {note[:200]}"


def add_tables(figures, frame, chosen, prefix=""):
    """Add means, differences and the sets, and print the rest.

    Parameters
    ----------
    figures : Figures
        Where to.
    frame : DataFrame
        The long table: one row for each set, split, method and classifier.
    chosen : str
        A sentence that says whether the defaults were chosen on these sets.
    prefix : str, default=""
        Of the names of the tables.
    """
    frame = frame.assign(note=frame["note"].fillna(""))
    wide = complete_cells(frame, ["set", "classifier"])
    n_sets, n_classifiers = (
        len(wide.index.unique(name)) for name in ("set", "classifier")
    )
    title = f"{n_sets} tables of KEEL, {n_classifiers} classifiers. {chosen}"
    what = (
        f"Means over {title} The mean rank over the {len(wide)} pairs of a table "
        "and a classifier is in brackets; 1 is best."
    )
    figures.add(f"{prefix}means", mean_table(frame), what)
    table = difference_table(frame)
    if len(table):
        test = "p-values are of Wilcoxon's signed-rank test over the tables."
        what = f"Mean difference over {title} {test}"
        figures.add(f"{prefix}differences", table, what)
    what = f"Balanced accuracy of each classifier, mean over the tables. {chosen}"
    figures.add(f"{prefix}classifiers", part_table(frame, "classifier"), what)
    what = f"Balanced accuracy on each table, mean over the classifiers. {chosen}"
    figures.add(f"{prefix}sets", part_table(frame, "set"), what)
    figures.show("Seconds and failures", texts(named(cost_table(frame)), 3))
    for line in note_lines(frame):
        print(line)
