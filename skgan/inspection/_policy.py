"""PolicyDisplay: the gain of each policy of the kernel."""

from typing import Any, Self

import numpy as np

from skgan.exceptions import InputError
from skgan.inspection._figure import GENERATED, REAL, Axes, Display, label_of
from skgan.kernels import Policy
from skgan.samplers import BaseGANSampler, synthesizer_of

CHOSEN, OTHER = GENERATED, REAL


class PolicyDisplay(Display):
    """Show the gain of each policy over the plain policy.

    A policy is a set of moves by which the kernel changes real rows. With
    `policy="auto"`, the policies of signals and images are compared during the fit, on
    held-out rows. Each policy has a bar, which shows its mean gain in class-average
    accuracy, and a line, which extends by one standard error to both sides. The blue
    bar is that of the policy that was chosen. The bar of the plain policy has no
    length.

    It is recommended to use :meth:`from_estimator`.

    Parameters
    ----------
    policy : Policy
        A policy like the attribute `policy_` of the samplers.

    Attributes
    ----------
    ax_, figure_ : matplotlib.axes.Axes and matplotlib.figure.Figure
        The axes of the bars, and their figure.
    bars_ : dict
        The bar of each policy, by name.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import numpy as np
    >>> from skgan import ACGANSampler
    >>> from skgan.inspection import PolicyDisplay
    >>> random = np.random.RandomState(0)
    >>> X = np.sin(np.linspace(0, 9, 32) + random.uniform(0, 6, (60, 1)))[..., None]
    >>> X[:20] *= np.linspace(0, 1, 32)[:, None]
    >>> y = ["rising"] * 20 + ["level"] * 40
    >>> sampler = ACGANSampler(kernel_fraction=1, random_state=0).fit(X, y)
    >>> display = PolicyDisplay.from_estimator(sampler)
    >>> list(display.bars_)
    ['moves', 'small moves', 'in place']
    >>> plt.close(display.figure_)
    """

    title = "Gain of each policy over the plain one, with standard errors"
    bars_: dict[str, Any]

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    @classmethod
    def from_estimator(cls, sampler: BaseGANSampler, *, ax: Axes | None = None) -> Self:
        """Show the policies from which a fitted sampler has chosen one.

        Parameters
        ----------
        sampler : sampler
            A fitted sampler.
        ax : matplotlib.axes.Axes, default=None
            Axes to draw in. None: a new figure is created.

        Returns
        -------
        display : PolicyDisplay
            The display, drawn.

        Raises
        ------
        InputError
            If no policies were compared.
        """
        synthesizer_of(sampler)  # raises an error if it is not a fitted sampler
        return cls(sampler.policy_).plot(ax)

    def _draw(self, ax: Axes | None) -> Axes:
        scores = scores_of(self.policy)
        size = 6.4, 0.9 + 0.34 * len(scores)
        ax = self._axes_or_new(ax, size)
        gains, errors = np.array([*scores.values()]).T
        colours = [CHOSEN if name == self.policy.name else OTHER for name in scores]
        errors = np.where(np.isfinite(errors), errors, 0.0)  # unknown for one draw
        places = np.arange(len(scores))
        bars = ax.barh(places, gains, 0.6, color=colours, xerr=errors, ecolor="black")
        self.bars_ = dict(zip(scores, bars, strict=True))
        ax.axvline(0.0, color="0.4", linestyle="--", linewidth=0.8)
        taken = {self.policy.name: f"{label_of(self.policy.name)} (taken)"}
        ax.set_yticks(places, [taken.get(name, label_of(name)) for name in scores])
        ax.set_xlabel("gain in class-average accuracy")
        ax.invert_yaxis()
        ax.spines[["top", "right", "left"]].set_visible(False)
        ax.tick_params(axis="y", length=0)
        return ax


def scores_of(policy: Any) -> dict[str, tuple[float, float]]:
    """Return the scores of a policy, or raise an error if it has none."""
    if not isinstance(policy, Policy):
        raise InputError(
            f"policy={policy!r:.80} is not a Policy. Give the policy_ of a fitted "
            "sampler."
        )
    if not policy.scores:
        raise InputError(
            f"Policies were not compared: {policy.name!r} was chosen with the reason "
            f"{policy.reason!r}. Fit signals or images with policy='auto', and with "
            "more rows of the frequent classes if these have too few."
        )
    return policy.scores
