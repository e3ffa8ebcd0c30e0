"""From the long table of images to the printed ones."""

import pandas as pd
from _figures import bold, texts
from _image_sets import CHOOSING, IMAGE_SETS
from _images import CEILING, make_methods
from _names import named

# A long tail counts in the means where all of these were run on it.
REQUIRED = ("none", "SMOTE", "warped copies", "kernel", "ACGANSampler")
FITTED = (
    "kernel, shapes",
    "kernel",
    "generator",
    "kernel and generator",
    "ACGANSampler",
)
TAIL = ["set", "divisor"]
CHOSEN = (
    "skgan's defaults were chosen on coloured letters and photographs, so that its "
    "figures there are optimistic; nothing was chosen on the others."
)
COUNTS = "The counts of each set are divided by the number after the slash."


def accuracies(frame):
    """Return mean accuracies: a row a long tail, (classifier, method) as columns."""
    order = [name for name in make_methods() if name in set(frame["method"])]
    wide = frame.pivot_table("bal_acc", TAIL, ["classifier", "method"])
    tails = sorted(wide.index, key=lambda tail: (place(tail[0]), tail[1]))
    kinds = list(dict.fromkeys(frame["classifier"]))
    columns = pd.MultiIndex.from_product([kinds, order])
    return wide.reindex(index=tails, columns=columns)


def place(name):
    """Return where a set stands: those first on which defaults were chosen."""
    return name not in CHOOSING, list(IMAGE_SETS).index(name)


def with_tails(table):
    """Return a table whose rows say the set and whether defaults were chosen on it."""
    rows = [
        (f"{name} / {divisor}", "yes" if name in CHOOSING else "no")
        for name, divisor in table.index
    ]
    index = pd.MultiIndex.from_tuples(rows, names=["", "chosen on it"])
    return table.set_axis(index, axis=0)


def mean_table(wide):
    """Return the means over the long tails on which all required methods were run."""
    columns = {}
    for title, is_chosen in (("chosen on", True), ("not chosen on", False)):
        tails = [tail for tail in wide.index if (tail[0] in CHOOSING) == is_chosen]
        for kind in wide.columns.unique(0):
            part = wide.loc[tails, kind]
            required = [name for name in REQUIRED if name in part]
            part = part.dropna(subset=required)
            if len(part):
                columns[f"{kind}, {title} ({len(part)})"] = part.mean(skipna=False)
    means = pd.DataFrame(columns)
    return means.dropna(how="all")


def fit_table(frame):
    """Return the policies that were chosen, and median seconds of a fit."""
    rows = {}
    fits = frame.drop_duplicates([*TAIL, "seed", "method"])
    for tail, part in fits.groupby(TAIL):
        chosen = part.loc[part["method"].isin(["kernel", "ACGANSampler"]), "policy"]
        row = rows[tail] = {"policy": "; ".join(dict.fromkeys(chosen.dropna()))}
        medians = part.groupby("method")["seconds"].median()
        for method in FITTED:
            row[f"{named(method)}, seconds"] = medians.get(method)
    table = pd.DataFrame(rows).T.dropna(axis=1, how="all")
    order = sorted(table.index, key=lambda tail: (place(tail[0]), tail[1]))
    return with_tails(texts(table.loc[order], 1))


def add_tables(figures, frame):
    """Add means, a table for each classifier, and what fits chose and took."""
    n_seeds = frame["seed"].nunique()
    seeds = f"Means over up to {n_seeds} seeds; a blank was not run."
    wide = accuracies(frame)
    means = mean_table(wide)
    if len(means):
        figures.add(
            "means",
            named(bold(texts(means), means, apart=[CEILING])),
            "Class-average accuracy on the whole test set, means over long tails, "
            f"whose number is in brackets. {CHOSEN} The ceiling has as many real "
            "images of each class as the largest.",
        )
    for kind in wide.columns.unique(0):
        part = wide[kind].dropna(axis=0, how="all").dropna(axis=1, how="all")
        shown = bold(texts(part), part, apart=[CEILING], across=True)
        shown.columns = [named(name) for name in shown]
        figures.add(
            kind,
            with_tails(shown),
            f"Class-average accuracy of the {kind} classifier on the whole test set. "
            f"{COUNTS} {CHOSEN} {seeds}",
        )
    figures.add(
        "fits",
        fit_table(frame),
        f"Policies that were chosen, and median CPU seconds of a fit. {COUNTS}",
    )
