"""What the summary says, in words."""

from skgan.model_selection._summary import NONE

__all__ = ["give_verdict"]


def give_verdict(summary, baselines):
    """Return one or two sentences on whether to augment."""
    metric = summary.index.get_level_values("metric")[0]
    lines = summary.xs(metric, level="metric")
    helpful = [n for n in lines.index[lines["helps"]] if n not in baselines]
    if not helpful:
        return f"Do not augment: no sampler is shown to raise {metric} over {NONE}."
    best = lines.loc[helpful, "mean"].idxmax()
    return f"Augment: {best} raises {metric} by {lines.loc[best, 'difference']:.3f}."
