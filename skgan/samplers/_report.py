"""The report on a fitted sampler: figures and flags for each class."""

from os import PathLike
from textwrap import fill
from typing import Any

import numpy as np
import pandas as pd

from skgan._html import check_page, render, write_page
from skgan.exceptions import InputError
from skgan.kernels import Policy
from skgan.metrics import MIN_ROWS, figures_of_classes, flags_of, most_rows
from skgan.samplers._fitted import encode_new, next_random_state, synthesizer_of
from skgan.samplers._report_contents import Contents, contents_of
from skgan.samplers._report_fitted import share_fitted
from skgan.samplers._report_page import as_fragment, sections_of
from skgan.validation import class_names, dense, label_numbers

WIDTH = 88  # of the text, about that of the figures
MOSTLY_FITTED = 0.5  # share of the rows; a few can be training rows by chance
N_GENERATED = 200  # minimum for each class: the error of a share is then below .07
ODDITIES = {"odd_colours", "odd_edges"}


class SamplerReport:
    """Figures of generated samples next to those of real rows, and flags in words.

    Call the method `report` of a sampler, such as :meth:`skgan.ACGANSampler.report`.

    Parameters
    ----------
    frame : DataFrame
        The figures that :meth:`to_frame` returns.
    title : str, default="Report"
        First line of the text.
    share_fitted : float, default=0.0
        Share of the real rows that the sampler was fitted on.
    policy : Policy, default=None
        The policy of the kernel. None if the kernel made no samples.
    contents : Contents, default=None
        Further contents of the page that :meth:`to_html` writes.

    Attributes
    ----------
    flags : list of str
        A sentence for each sign of collapse, copies or class confusion; for images,
        also of unusual colours and edges; and if X contains the training rows.
    class_counts : dict
        Number of training rows of each class.

    Examples
    --------
    >>> import pandas as pd
    >>> from skgan.samplers import SamplerReport
    >>> figures = {"held_out": 50, "generated": 200, "copies": 0.9, "copies_real": 0.0}
    >>> SamplerReport(pd.DataFrame(figures, index=["a"])).flags
    ["Copies: 90% of the samples of class 'a' are nearly copies of training ...0%)."]
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        title: str = "Report",
        share_fitted: float = 0.0,
        policy: Policy | None = None,
        contents: Contents | None = None,
    ) -> None:
        self._frame, self._title, self._policy = frame, title, policy
        self._contents = Contents() if contents is None else contents
        self.class_counts: dict[Any, int] = self._contents.counts
        self.flags: list[str] = flags_of(frame)
        if share_fitted >= MOSTLY_FITTED:
            self.flags.insert(
                0,
                f"Training rows: {share_fitted:.0%} of the rows of X are rows that the "
                "sampler was fitted on, so that neither copies nor the figures of real "
                "rows can be trusted. Give rows that were held out.",
            )

    def to_frame(self) -> pd.DataFrame:
        """Return the figures.

        Returns
        -------
        frame : DataFrame
            A row for each class. Each figure has a column `name` for generated samples
            and a column `name_real` for real rows, which is the bound of a perfect
            sampler. All rows are encoded, as for the networks.

            - held_out, generated: number of rows that are compared, at most 500 and at
              least 200 (fewer for very large samples); 0 for a class that is not
              evaluated,
            - fidelity: share that a classifier of held-out rows assigns to the class;
              for held-out rows, by cross-validation,
            - mistaken_for: class that misclassified samples look like most, or None,
            - distance: energy distance to held-out rows; for real rows, that of as many
              training rows,
            - coverage: share of held-out rows that have a sample near to them; for real
              rows, a training row,
            - spread: median distance of two samples or of two held-out rows; for
              images, the mean of 1 - MS-SSIM,
            - repeats: share of samples that nearly equal another sample: ten times
              nearer than held-out rows are to each other,
            - copies: share ten times nearer to one training row than to any other,
            - told_apart: accuracy of a classifier that distinguishes samples from
              held-out rows, .5 at best; for signals, by their spectra; not for images,
            - odd_colours: for images only, share in which more than 5% of the pixels
              have a colour far from all colours of training rows,
            - odd_edges: for images only, share that is more blurred or noisy than
              training rows of the class.

            NaN for classes with fewer than 2 held-out rows or without a generator.
            `fidelity` is also NaN for a single class, `copies` for fewer than 3
            different training rows, and `told_apart` for fewer than 4 rows.
        """
        return self._frame.copy()

    def __repr__(self) -> str:
        n, m = len(self._frame), len(self.flags)
        return f"<{self._title}: {n} classes, {m} flag{'s' * (m != 1)}>"

    def to_html(self, path: str | PathLike[str], *, include_rows: bool = False) -> None:
        """Write the report as an HTML page: a single file without scripts.

        The page contains figures, flags, generated samples, distributions of the
        columns of a table, losses, counts of the classes, parameters and versions.

        Parameters
        ----------
        path : path-like
            The file. An existing file is replaced when the new one is complete.
        include_rows : bool, default=False
            Whether to show a few real rows next to the generated samples. If False,
            the file contains no real row and no sample that equals a real row, but
            quantiles and frequent values of the columns of a table. Samples of a
            kernel may be near to real rows, as the figure `copies` shows.

        Raises
        ------
        ImportError
            If matplotlib is not installed.
        InputError
            If the path is invalid, or if `include_rows` is not a bool.

        Examples
        --------
        >>> import tempfile
        >>> from pathlib import Path
        >>> import pandas as pd
        >>> from skgan.samplers import SamplerReport
        >>> report = SamplerReport(pd.DataFrame({"held_out": 9, "generated": 9}, ["a"]))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     report.to_html(Path(folder) / "report.html")
        ...     "Figures" in (Path(folder) / "report.html").read_text(encoding="utf-8")
        True
        """
        if not isinstance(include_rows, bool | np.bool_):
            raise InputError(
                f"include_rows={include_rows!r:.200} is not a bool. Give True to show "
                "real rows, or False."
            )
        target = check_page(path, "SamplerReport.to_html")
        page = render(
            "page.html",
            title=self._title,
            flags=self._findings(),
            is_raised=bool(self.flags),
            notes=self._notes(),
            sections=sections_of(self._frame, self._contents, include_rows),
        )
        write_page(target, page)

    def _repr_html_(self) -> str:
        notes = self._notes() + self._findings()
        return as_fragment(self._title, self._frame, notes)

    def __str__(self) -> str:
        lines = [self._title, as_text(self._frame), "Each: generated/real."]
        notes = lines[2:] + self._notes() + self._findings()
        return "\n".join(lines[:2] + [fill(note, WIDTH) for note in notes])

    def _notes(self) -> list[str]:
        """Return the notes below the figures."""
        lines, out = [], self._frame.index[self._frame["generated"] == 0].tolist()
        if out:
            lines.append(
                f"These classes are not evaluated: {out}. A class needs at least "
                f"{MIN_ROWS} rows in X, and a kernel or a generator."
            )
        if self._policy is not None:
            lines.append(about_policy(self._policy))
        return lines

    def _findings(self) -> list[str]:
        """Return the flags, or a sentence that there are none."""
        return self.flags or [no_flag(self._frame)]


def make_report(sampler, X, y):
    """Return the report on a fitted sampler, without changing its next samples."""
    synthesizer = synthesizer_of(sampler)
    shape, names = synthesizer.form.shape, class_names(synthesizer.form.classes)
    encoded = encode_new(sampler, X)
    labels = label_numbers(y, synthesizer.form.classes, len(encoded))
    random_state = np.random.RandomState(synthesizer.seed)
    n_max = most_rows(shape, len(names))
    held = rows_to_judge(synthesizer, encoded, labels, n_max, random_state)
    counts = {i: max(min(N_GENERATED, n_max), len(rows)) for i, rows in held.items()}
    generated = draw(sampler, counts)
    figures = figures_of_classes(held, synthesizer.rows, generated, shape, random_state)
    mistaken = figures["mistaken_for"].tolist()
    figures["mistaken_for"] = [names[i] if i >= 0 else None for i in mistaken]
    frame = figures.astype({"mistaken_for": object}).reindex(range(len(names)))
    for name, rows in (("generated", generated), ("held_out", held)):
        frame.insert(0, name, [len(rows.get(i, ())) for i in frame.index])
    frame.index = names
    title = f"{type(sampler).__name__} on {synthesizer.kind.data}"
    by_kernel = any(synthesizer.shares[i] > 0 for i in held)
    policy = synthesizer.kernel.policy if by_kernel else None
    contents = contents_of(sampler, synthesizer, held, generated)
    fitted = share_fitted(synthesizer, held)
    return SamplerReport(frame, title, fitted, policy, contents)


def rows_to_judge(synthesizer, encoded, labels, n_max, random_state):
    """Return a dict from label to encoded rows, for classes that can be evaluated."""
    order = random_state.permutation(len(labels))
    drawable = synthesizer.drawable()
    if not drawable:
        synthesizer.check_trained("A report is")
    rows = {i: order[labels[order] == i][:n_max] for i in drawable}
    held = {i: encoded[of] for i, of in rows.items() if len(of) >= MIN_ROWS}
    if not held:
        names = synthesizer.form.class_names(drawable)
        raise InputError(
            f"X has {len(labels)} row(s), and fewer than {MIN_ROWS} of each class that "
            f"the sampler can generate. Give at least {MIN_ROWS} rows of one of them: "
            f"{names!s:.200}."
        )
    return held


def draw(sampler, counts):
    """Return a dict from label to samples, decoded and then encoded again."""
    synthesizer = synthesizer_of(sampler)
    encoded, labels = synthesizer.draw(counts, next_random_state(sampler))
    encoder = synthesizer.encoder
    encoded = dense(encoder.encode(encoder.decode(encoded, sampler.clip)))
    return {i: encoded[labels == i] for i in counts}


def about_policy(policy):
    """Return the name of the policy, the reason for it, and its gain."""
    told = dict.fromkeys([policy.name, policy.reason])  # equal if the user set it
    line = "Policy: " + ", ".join(told)
    if policy.scores:
        gain, error = policy.scores[policy.name]
        line += (
            f": {gain:+.3f} in class-average accuracy over the plain one, standard "
            f"error {error:.3f}"
            if gain
            else ": no other policy is clearly better than this plain one"
        )
    return f"{line}."


def no_flag(frame):
    """Return the sentence for a report without flags."""
    if ODDITIES.issubset(frame):
        return "No sign of collapse, copies, class confusion, odd colours or odd edges."
    return "No sign of collapse, copies or class confusion."


def as_text(frame):
    """Return the figures as a table, with those of real rows after a slash."""
    names = [name for name in frame if f"{name}_real" in frame]
    shown = frame[["held_out"]].astype(str)
    for name in names:
        pairs = zip(frame[name], frame[f"{name}_real"], strict=True)
        shown[name] = [
            "-" if np.isnan(made) else f"{made:.2f}/{real:.2f}" for made, real in pairs
        ]
    return shown.to_string()
