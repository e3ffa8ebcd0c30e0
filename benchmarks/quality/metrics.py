"""Do skgan's metrics give others' numbers? Each against a public implementation.

The same seeded samples go to both; the table shows both values and how far they are
apart: relative to the peer's for the Frechet distance, else absolute. ``exact`` is the
Frechet distance in 40 digits, of which more is said in docs/metrics.md. sdmetrics'
similarities are turned into distances.

Examples
--------
A minute::

    python benchmarks/quality/metrics.py
"""

import argparse
import contextlib
import io
import os
import sys
import warnings
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import _figures  # noqa: E402

PEERS = ("torch", "torchmetrics", "pytorch-fid", "prdc", "sdmetrics", "mpmath")
KINDS = {
    "frechet": "`frechet_distance`",
    "prdc": "`precision_recall_density_coverage`",
    "ms-ssim": "`ms_ssim_diversity`, MS-SSIM of pairs",
    "columns": "`column_distance`",
    "pairs": "`correlation_difference`",
}
GOALS = {"frechet": 1e-6, "prdc": 0.0, "ms-ssim": 1e-4, "columns": 1e-12, "pairs": 1e-9}
MAX_EXACT = 24  # features: 40 digits are slow
COLUMNS = ["metric", "case", "skgan", "peer", "peer's value", "difference", "goal"]


def frechet_cases():
    """Yield names and pairs of features."""
    import numpy as np

    rng = np.random.RandomState(0)
    mix = rng.normal(size=(64, 64))
    few = rng.normal(size=(300, 20)), rng.normal(0.2, 1.1, (200, 20))
    yield "300 and 200 x 20", *few
    yield (
        "the same, 4 columns constant or doubled",
        *(np.hstack([X, X[:, :2], np.ones((len(X), 2))]) for X in few),
    )
    full = rng.normal(size=(2000, 64)) @ mix, rng.normal(0.1, 1.2, (1500, 64)) @ mix
    yield "2,000 and 1,500 x 64", *full
    yield "15 and 40 x 24", rng.normal(size=(15, 24)), rng.gamma(2, 1, (40, 24))
    yield "100 and 80 x 512", rng.normal(size=(100, 512)), rng.gamma(2, 1, (80, 512))
    features = [np.maximum(rng.normal(m, 1, (400, 1024)), 0) for m in (-1, -0.9)]
    yield "400 and 400 x 1024, mostly zeros", *features


def frechet_rows():
    """Compare with pytorch-fid, torchmetrics and exact arithmetic."""
    import numpy as np
    import torch
    from pytorch_fid.fid_score import calculate_frechet_distance
    from torchmetrics.image.fid import _compute_fid

    from skgan.metrics import frechet_distance

    for case, X, Y in frechet_cases():
        moments = [m for Z in (X, Y) for m in (Z.mean(axis=0), np.cov(Z, rowvar=False))]
        tensors = [torch.from_numpy(m) for m in moments]
        ours = frechet_distance(X, Y)
        peers = {
            "pytorch-fid": calculate_frechet_distance(*moments),
            "torchmetrics": float(_compute_fid(*tensors)),
        }
        if X.shape[1] <= MAX_EXACT:
            peers["exact"] = exact_frechet(X, Y)
        for peer, value in peers.items():
            yield "frechet", case, ours, peer, value, abs(ours - value) / abs(value)


def exact_frechet(X, Y):
    """Return the Frechet distance, computed in 40 digits."""
    from mpmath import mp, mpf

    mp.dps = 40
    means, covariances = [], []
    for Z in (X, Y):
        Z = mp.matrix(Z.tolist())
        mean = mp.ones(1, Z.rows) * Z / Z.rows
        centred = Z - mp.ones(Z.rows, 1) * mean
        means.append(mean)
        covariances.append(centred.T * centred / (Z.rows - 1))
    values, vectors = mp.eigsy(covariances[0])
    root = mp.diag([mp.sqrt(max(v, mpf(0))) for v in values])
    root = vectors * root * vectors.T
    product = mp.eigsy(root * covariances[1] * root, eigvals_only=True)
    shift = means[0] - means[1]
    trace = sum(covariances[0][i, i] + covariances[1][i, i] for i in range(X.shape[1]))
    overlap = sum(mp.sqrt(max(v, mpf(0))) for v in product)
    return float((shift * shift.T)[0] + trace - 2 * overlap)


def manifold_rows():
    """Compare with prdc."""
    import numpy as np
    from prdc import compute_prdc

    from skgan.metrics import precision_recall_density_coverage

    rng = np.random.RandomState(0)
    X = rng.normal(size=(3000, 64))
    cases = {
        "3,000 and 2,000 x 64": (X, rng.normal(0.1, 0.9, (2000, 64))),
        "float32": (X.astype("f4"), rng.normal(0.1, 0.9, (2000, 64)).astype("f4")),
        "whole numbers, many ties": tuple(rng.randint(3, size=(2, 1000, 4))),
        "half of them copies": (X, np.vstack([X[:1000], X[:1000] + 0.1])),
        "all of them copies": (X, X.copy()),
        "0 and 1, many ties": tuple(rng.randint(2, size=(2, 500, 10)) / 3),
    }
    for case, (real, generated) in cases.items():
        for k in (1, 5):
            ours = precision_recall_density_coverage(real, generated, n_neighbors=k)
            with contextlib.redirect_stdout(io.StringIO()):
                peer = compute_prdc(real, generated, k)
            for name, value in ours.items():
                gap = abs(value - peer[name])
                yield "prdc", f"{name}, k={k}, {case}", value, "prdc", peer[name], gap


def image_rows():
    """Compare with torchmetrics, given the same weights of the scales."""
    import numpy as np
    import torch
    from scipy.ndimage import gaussian_filter
    from torchmetrics.functional.image import (
        multiscale_structural_similarity_index_measure as peer_ms_ssim,
    )

    from skgan.metrics._ms_ssim import ms_ssim, scale_weights

    rng = np.random.RandomState(0)
    for side, channels in ((8, 1), (28, 1), (45, 3), (67, 1), (180, 3)):
        X, noise = rng.uniform(0, 255, (2, 8, side, side, channels))
        X = gaussian_filter(X, (0, 1, 1, 0)) * 1.5
        for amount in (0.2, 0.9):
            Y = (1 - amount) * X + amount * noise
            tensors = [
                torch.from_numpy(np.moveaxis(images, -1, 1).copy()) for images in (X, Y)
            ]
            weights = tuple(scale_weights((side, side)).tolist())
            ours = ms_ssim(X, Y, 0, 255)
            case = (
                f"{side} x {side} x {channels}, {len(weights)} scales, {amount} noise"
            )
            if len(weights) == 1 and side < 11:  # torchmetrics' MS-SSIM wants 11
                from torchmetrics.functional.image import (
                    structural_similarity_index_measure as peer_ssim,
                )

                theirs = peer_ssim(*tensors, data_range=255.0, reduction=None)
                theirs = theirs.clamp(min=0)  # as MS-SSIM is
            else:
                theirs = peer_ms_ssim(
                    *tensors, data_range=255.0, betas=weights, reduction=None
                )
            theirs = theirs.numpy()
            gap = np.abs(ours - theirs).max()
            yield "ms-ssim", case, ours.mean(), "torchmetrics", theirs.mean(), gap


def table_rows():
    """Compare with sdmetrics."""
    import numpy as np
    import pandas as pd
    from sdmetrics.column_pairs import CorrelationSimilarity
    from sdmetrics.single_column import KSComplement, TVComplement

    from skgan.metrics import column_distance, correlation_difference

    rng = np.random.RandomState(0)
    tables = [
        pd.DataFrame(
            {
                "normal": rng.normal(shift, 1, n),
                "counts": rng.poisson(3 + shift, n),
                "heavy": rng.standard_t(2, n),
                "colour": rng.choice(["red", "green", "blue"], n, p=p),
            }
        )
        for n, shift, p in ((1000, 0, [0.2, 0.3, 0.5]), (700, 0.3, [0.4, 0.3, 0.3]))
    ]
    for table in tables:
        table["heavy"] += table["normal"] * len(table) / 500
    for name, ours in column_distance(*tables).items():
        judge = TVComplement if name == "colour" else KSComplement
        peer = 1 - judge.compute(tables[0][name], tables[1][name])
        yield "columns", name, ours, "sdmetrics", peer, abs(ours - peer)
    numeric = [table.drop(columns="colour") for table in tables]
    pairs = [["normal", "counts"], ["normal", "heavy"], ["counts", "heavy"]]
    peer = np.mean(
        [
            2 - 2 * CorrelationSimilarity.compute(*(table[pair] for table in tables))
            for pair in pairs
        ]
    )
    ours = correlation_difference(*numeric)
    yield "pairs", "correlation", ours, "sdmetrics", peer, abs(ours - peer)


def largest_table(table):
    """Return the largest difference of each metric to each peer."""
    import pandas as pd

    table["cases"] = 1
    groups = table.groupby(["metric", "peer"], sort=False)
    found = groups.agg({"cases": "size", "difference": "max", "goal": "max"})
    names = [(KINDS[metric], peer) for metric, peer in found.index]
    found.index = pd.MultiIndex.from_tuples(names, names=["skgan", "against"])
    found = found.rename(columns={"difference": "largest difference"})
    found["met"] = found["largest difference"] <= found["goal"]
    return _figures.texts(found, {"largest difference": "{:.2g}", "goal": "{:g}"})


def main(argv=None):
    """Compare and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments = _figures.parse_arguments(parser, argv)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    warnings.simplefilter("ignore")
    import pandas as pd

    rows = [
        row
        for part in (frechet_rows, manifold_rows, image_rows, table_rows)
        for row in part()
    ]
    table = pd.DataFrame(rows, columns=COLUMNS[:-1])
    table["goal"] = table["metric"].map(GOALS)
    table["met"] = table["difference"] <= table["goal"]
    forms = dict.fromkeys(("skgan", "peer's value"), "{:.9g}")
    forms |= dict.fromkeys(("difference", "goal"), "{:.1e}")
    with _figures.Figures(__file__, arguments, peers=PEERS) as figures:
        figures.show("All cases", _figures.texts(table, forms))
        figures.add(
            "",
            largest_table(table),
            "Largest differences to public implementations on the same random samples: "
            "relative to the peer's value for the Frechet distance, else absolute. "
            "`exact` is the Frechet distance in 40 digits.",
        )


if __name__ == "__main__":
    main()
