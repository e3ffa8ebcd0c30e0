"""What is done to one fold: scale, resample, fit five classifiers, score them."""

import warnings
from dataclasses import dataclass
from time import process_time

import numpy as np
from _cache import cell_path, read_cell, write_cell
from _keel import read_keel
from imblearn.metrics import geometric_mean_score
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (
    average_precision_score,
    balanced_accuracy_score,
    f1_score,
    roc_auc_score,
)
from sklearn.model_selection import RepeatedStratifiedKFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

METRICS = ("bal_acc", "gmean", "f1", "ap", "auc")


@dataclass(frozen=True)
class Split:
    """One fold of one repeat."""

    n_folds: int
    seed: int
    repeat: int
    fold: int

    @property
    def sampler_seed(self):
        """Seed of sampler and classifiers: another one in every fold."""
        return 1000 * self.seed + self.n_folds * self.repeat + self.fold

    def indices(self, y):
        """Return the training and the test rows."""
        folds = RepeatedStratifiedKFold(
            n_splits=self.n_folds, n_repeats=self.repeat + 1, random_state=self.seed
        )
        wanted = self.n_folds * self.repeat + self.fold
        with warnings.catch_warnings():  # a class may have fewer rows than folds
            warnings.simplefilter("ignore", UserWarning)
            splits = folds.split(np.zeros(len(y)), y)
            return next(pair for i, pair in enumerate(splits) if i == wanted)


def make_splits(n_folds, n_repeats, seed):
    """List the splits; more repeats add splits and leave the first as they are."""
    return [
        Split(n_folds, seed, repeat, fold)
        for repeat in range(n_repeats)
        for fold in range(n_folds)
    ]


def make_classifiers(seed, weighted):
    """Return the classifiers by name, at scikit-learn's defaults.

    5-NN has no class weights: there ``weighted`` changes nothing.
    """
    weight = {"class_weight": "balanced"} if weighted else {}
    return {
        "SVC": SVC(random_state=seed, **weight),
        "LogisticRegression": LogisticRegression(
            max_iter=1000, random_state=seed, **weight
        ),
        "DecisionTree": DecisionTreeClassifier(random_state=seed, **weight),
        "RandomForest": RandomForestClassifier(60, random_state=seed, **weight),
        "5-NN": KNeighborsClassifier(5),
    }


def class_scores(classifier, X, n_classes):
    """One column of scores for each class; a class not trained on scores lowest."""
    if hasattr(classifier, "predict_proba"):
        known = classifier.predict_proba(X)
    else:
        known = classifier.decision_function(X)
        if known.ndim == 1:
            known = np.column_stack([-known, known])
    scores = np.full((len(X), n_classes), known.min() - 1.0)
    scores[:, classifier.classes_] = known
    return scores


def one_vs_rest(metric, y, scores):
    """Return the metric of class 1 of two, else its mean over one-against-rest."""
    if scores.shape[1] == 2:
        return metric(y == 1, scores[:, 1])
    return np.mean([metric(y == c, scores[:, c]) for c in np.unique(y)])


def score_classifier(classifier, X, y, n_classes):
    """Compute the five metrics on the test rows."""
    predicted = classifier.predict(X)
    scores = class_scores(classifier, X, n_classes)
    with warnings.catch_warnings():  # predicted classes that the test rows lack
        warnings.simplefilter("ignore", UserWarning)
        values = (
            balanced_accuracy_score(y, predicted),
            geometric_mean_score(y, predicted, average="multiclass", correction=0),
            f1_score(y, predicted, average="macro", zero_division=0),
            one_vs_rest(average_precision_score, y, scores),
            one_vs_rest(roc_auc_score, y, scores),
        )
    return {name: float(v) for name, v in zip(METRICS, values, strict=True)}


def resample(method, table, seed, X, y):
    """Balance the training rows.

    A peer that cannot do it leaves them as they are, and that is counted. An error
    of skgan's is a bug, so it is raised.

    Returns
    -------
    X, y : ndarray
        The rows to train on.
    facts : dict
        ``seconds``, ``fallback`` and ``note``.
    """
    facts = {"seconds": 0.0, "fallback": False, "note": ""}
    sampler = method.factory(seed, table)
    if sampler is None:
        return X, y, facts
    start = process_time()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        try:
            X, y = sampler.fit_resample(X, y)
        except (ValueError, RuntimeError) as error:
            if method.is_ours:
                raise RuntimeError(f"{method.name} failed on {table.name}.") from error
            facts.update(fallback=True, note=str(error).splitlines()[0])
    facts["seconds"] = process_time() - start
    if caught and method.is_ours:
        facts["note"] = str(caught[0].message)
    if n_short := getattr(sampler, "n_short_", 0):
        facts["note"] = f"{n_short} rows short"
    return X, y, facts


def evaluate(method, table, split):
    """Evaluate a method on a split, without the cache.

    Returns
    -------
    rows : list of dict
        One for each classifier.
    """
    train, test = split.indices(table.y)
    scaler = StandardScaler()  # one-hot columns too, as in a plain pipeline
    X_train = scaler.fit_transform(table.X[train])
    X_test, y_test = scaler.transform(table.X[test]), table.y[test]
    seed = split.sampler_seed
    X_train, y_train, facts = resample(method, table, seed, X_train, table.y[train])
    rows = []
    for name, classifier in make_classifiers(seed, method.weighted).items():
        with warnings.catch_warnings():  # convergence of logistic regression
            warnings.simplefilter("ignore")
            classifier.fit(X_train, y_train)
        scores = score_classifier(classifier, X_test, y_test, table.y.max() + 1)
        rows.append({"classifier": name, **scores, **facts})
    return rows


def run_split(name, split, methods, cache, cached_skgan):
    """Evaluate all methods on one split of one set; the unit of parallel work.

    Parameters
    ----------
    name : str
        KEEL set.
    split : Split
        Which fold.
    methods : list of Method
        What to compare.
    cache : str or None
        Folder of finished cells.
    cached_skgan : bool
        Whether skgan's rows may come from the cache, too.

    Returns
    -------
    rows : list of dict
        The long table's rows: one for each method and classifier.
    """
    table = read_keel(name)
    rows = []
    for method in methods:
        path = cell_path(cache, table, split, method) if cache else None
        may_read = path and (cached_skgan or not method.is_ours)
        cell = read_cell(path) if may_read else None
        if cell is None:
            cell = evaluate(method, table, split)
            if path:
                write_cell(path, cell)
        where = {
            "set": name,
            "binary": bool(table.is_binary),
            "repeat": split.repeat,
            "fold": split.fold,
            "method": method.name,
        }
        rows.extend({**where, **row} for row in cell)
    return rows
