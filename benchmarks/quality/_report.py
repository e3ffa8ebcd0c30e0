"""From the long table to the printed ones."""

import warnings

import numpy as np
import pandas as pd
from _protocol import METRICS
from scipy.stats import wilcoxon

TIE = 5e-4  # a difference that three printed places may not show
PEER = "SMOTE"
OURS = "ACGANSampler"


def complete_cells(frame, index):
    """Mean of each metric; one row a cell, (metric, method) as columns.

    Cells that not every method has are left out, since ranks need all of them.
    """
    order = list(dict.fromkeys(frame["method"]))
    wide = frame.pivot_table(index=index, columns="method", values=list(METRICS))
    columns = pd.MultiIndex.from_product([METRICS, order])
    return wide.reindex(columns=columns).dropna()


def mean_and_rank(frame):
    """Table of means and mean ranks (1 is best) over data set x classifier cells."""
    wide = complete_cells(frame, ["set", "classifier"])
    columns = {}
    for metric in METRICS:
        columns[metric] = wide[metric].mean()
        columns[f"{metric} rank"] = wide[metric].rank(axis=1, ascending=False).mean()
    table = pd.DataFrame(columns)
    table["mean rank"] = table[[f"{metric} rank" for metric in METRICS]].mean(axis=1)
    return table


def wilcoxon_p(differences):
    """Two-sided p of the signed-rank test; 1 where nothing differs."""
    if not np.any(differences):
        return 1.0
    with warnings.catch_warnings():  # few sets, ties
        warnings.simplefilter("ignore")
        return float(wilcoxon(differences).pvalue)


def wilcoxon_table(frame, ours=OURS):
    """Difference of `ours` to every method, and its p over the sets."""
    wide = complete_cells(frame, ["set"])
    rows = {}
    for method in wide["f1"].columns.drop(ours):
        row = {}
        for metric in METRICS:
            differences = (wide[metric][ours] - wide[metric][method]).to_numpy()
            row[f"{metric} diff"] = differences.mean()
            row[f"{metric} p"] = wilcoxon_p(differences)
        rows[method] = row
    return pd.DataFrame(rows).T


def win_table(frame, peer=PEER):
    """Count sets won/tied/lost against `peer`, for every method and metric."""
    wide = complete_cells(frame, ["set"])
    table = {}
    for metric in METRICS:
        differences = wide[metric].sub(wide[metric][peer], axis=0)
        table[metric] = {
            method: f"{(d > TIE).sum()}/{(d.abs() <= TIE).sum()}/{(d < -TIE).sum()}"
            for method, d in differences.drop(columns=peer).items()
        }
    return pd.DataFrame(table)


def set_table(frame, ours=OURS, peer=PEER):
    """`ours` minus `peer` on each set, mean over classifiers."""
    wide = complete_cells(frame, ["set"])
    table = {metric: wide[metric][ours] - wide[metric][peer] for metric in METRICS}
    table = pd.DataFrame(table)
    return table.reindex(
        [name for name in frame["set"].unique() if name in table.index]
    )


def cost_table(frame):
    """Seconds a fit_resample, fits that fell back to the rows as they are, notes."""
    fits = frame.drop_duplicates(["set", "repeat", "fold", "method"])
    groups = fits.groupby("method", sort=False)
    return pd.DataFrame(
        {
            "fits": groups.size(),
            "median s": groups["seconds"].median(),
            "max s": groups["seconds"].max(),
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


def show(title, table):
    """Print one table."""
    with pd.option_context("display.width", 250, "display.max_columns", None):
        print(f"\n{title}\n{table.to_string(float_format='{:.3f}'.format)}")


def print_means(frame):
    """Print means and ranks, over all sets and over the binary ones."""
    parts = {"All": frame, "Binary": frame[frame["binary"]]}
    if frame["binary"].nunique() < 2:
        del parts["Binary"]
    for name, part in parts.items():
        wide = complete_cells(part, ["set", "classifier"])
        n_sets = len(wide.index.unique("set"))
        title = f"{name} sets ({n_sets}): mean and mean rank over {len(wide)} cells"
        show(title, mean_and_rank(part))


def print_report(frame):
    """Print everything.

    Parameters
    ----------
    frame : DataFrame
        The long table: one row for each set, split, method and classifier.
    """
    methods = set(frame["method"])
    print_means(frame)
    if OURS in methods and len(methods) > 1:
        title = f"{OURS} minus the other, and Wilcoxon's p over the sets"
        show(title, wilcoxon_table(frame))
    if PEER in methods and len(methods) > 1:
        show(f"Sets won/tied/lost against {PEER}", win_table(frame))
    if {OURS, PEER} <= methods:
        show(f"{OURS} minus {PEER}, set by set", set_table(frame))
    show("Seconds and failures", cost_table(frame))
    for line in note_lines(frame):
        print(line)
