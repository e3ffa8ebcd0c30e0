"""What a fitted sampler is worth, class by class, in figures and in words."""

from os import PathLike
from textwrap import fill

import numpy as np
import pandas as pd

from skgan._html import check_page, render, write_page
from skgan.exceptions import InputError
from skgan.kernels import Policy
from skgan.metrics import MIN_ROWS, figures_of_classes, flags_of, most_rows
from skgan.samplers._fitted import encode_new, next_random_state, synthesizer_of
from skgan.samplers._report_contents import Contents, contents_of
from skgan.samplers._report_page import as_fragment, sections_of
from skgan.validation import class_names, dense, label_numbers

WIDTH = 88  # of the text, about that of the figures
MOSTLY_FITTED = 0.5  # of the rows; a few are also there by chance
FEW_REPEATS = 0.1  # of the training rows; where more are equal, held-out ones are, too
N_GENERATED = 200  # of a class at least: shares are then known to .07
ODDITIES = {"odd_colours", "odd_edges"}


class SamplerReport:
    """Figures of a sampler beside those of real rows, and what is wrong in words.

    Returned by the method `report` of the samplers.

    Parameters
    ----------
    frame : DataFrame
        That of :meth:`to_frame`.
    title : str, default="Report"
        First line of the text.
    share_fitted : float, default=0.0
        Share of the real rows that the sampler was fitted to.
    policy : Policy, default=None
        Which moves of real rows made samples; None: there were none.
    contents : Contents, default=None
        What the page of :meth:`to_html` has besides.

    Attributes
    ----------
    flags : list of str
        A sentence for each sign of collapse, copies or class confusion, of pictures
        also of colours and edges that no real one has, and where X has the training
        rows; empty where there is none.

    Examples
    --------
    >>> import pandas as pd
    >>> from skgan.samplers import SamplerReport
    >>> figures = {"held_out": 50, "generated": 200, "copies": 0.9, "copies_real": 0.0}
    >>> SamplerReport(pd.DataFrame(figures, index=["a"])).flags
    ["Copies: 90% of the samples of class 'a' are nearly copies of training ...0%."]
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
        self.flags: list[str] = flags_of(frame)
        if share_fitted >= MOSTLY_FITTED:
            self.flags.insert(
                0,
                f"Training rows: {share_fitted:.0%} of the rows of X are rows that the "
                "sampler was fitted to, so that neither copies nor what real rows "
                "reach can be judged. Give rows that were held out.",
            )

    def to_frame(self) -> pd.DataFrame:
        """Return the figures.

        Returns
        -------
        frame : DataFrame
            A row for each class. Each figure has a column `name`, for generated
            samples, and `name_real`, for real rows: the bound of a perfect sampler.
            All rows are encoded, as the networks see them.

            - held_out, generated: rows compared, at most 500 and at least 200 (fewer
              for very large samples); 0 for a class that is not judged,
            - fidelity: share that a classifier of held-out rows assigns to the class;
              of held-out rows by cross-validation,
            - mistaken_for: the class that most of the others are assigned, or None,
            - distance: energy distance to held-out rows; of as many training rows,
            - coverage: share of held-out rows with a sample near to them; the same,
            - spread: median distance of two samples, of two held-out rows; for images
              the mean of 1 - MS-SSIM,
            - repeats: share with a neighbour ten times nearer than usual for held-out
              rows,
            - copies: share ten times nearer to one training row than to any other,
            - told_apart: accuracy of a classifier that tells them from held-out rows,
              .5 at best; of signals by their spectra; not for images,
            - odd_colours: of images only, share in which more than 5% of the pixels
              have a colour far from all those of training rows,
            - odd_edges: of images only, share that is more blurred or noisy than
              training rows of the class.

            NaN for classes with fewer than 2 held-out rows or without a generator, and
            for `fidelity` of a single class, `copies` of fewer than 3 different
            training rows and `told_apart` of fewer than 4 rows.
        """
        return self._frame.copy()

    def __repr__(self) -> str:
        n, m = len(self._frame), len(self.flags)
        return f"<{self._title}: {n} classes, {m} flag{'s' * (m != 1)}>"

    def to_html(self, path: str | PathLike[str], *, include_rows: bool = False) -> None:
        """Write the report as a page that can be shared: one file, without scripts.

        It has figures, flags, generated samples, distributions of the columns of a
        table, losses, counts of the classes, parameters and versions.

        Parameters
        ----------
        path : path-like
            The file; an old one is replaced once the new one is whole.
        include_rows : bool, default=False
            Whether a few real rows are shown beside the generated samples. Without
            them no real row is in the file, and no sample that equals one; quantiles
            and frequent values of the columns of a table are. Samples of a kernel may
            be near to real rows, as the figure `copies` says.

        Raises
        ------
        ImportError
            When matplotlib is not installed.
        InputError
            When the path is invalid, or `include_rows` is not a bool.

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
        """Return what is said below the figures, besides flags."""
        lines, out = [], self._frame.index[self._frame["generated"] == 0].tolist()
        if out:
            lines.append(
                f"These classes are not judged: {out}. A class needs at least "
                f"{MIN_ROWS} rows in X, and a kernel or a generator."
            )
        if self._policy is not None:
            lines.append(about_policy(self._policy))
        return lines

    def _findings(self) -> list[str]:
        """Return the flags, or that there is none."""
        return self.flags or [no_flag(self._frame)]


def make_report(sampler, X, y):
    """Return the report of a fitted sampler; what it draws next stays the same."""
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


def share_fitted(synthesizer, held):
    """Return the share of rows that are training rows; 0 where these are often equal.

    Of a class with more rows than the sampler keeps, as many are taken for training
    rows as are likely to be among them.
    """
    n_fitted, n_rows = 0.0, 0
    for label, rows in held.items():
        kept = [row.tobytes() for row in synthesizer.rows[label]]
        known = set(kept)
        if len(known) <= (1 - FEW_REPEATS) * len(kept):
            return 0.0
        share_kept = len(kept) / max(int(synthesizer.form.counts[label]), len(kept))
        found = sum(row.tobytes() in known for row in rows)
        n_fitted += min(found / share_kept, len(rows))
        n_rows += len(rows)
    return n_fitted / n_rows


def rows_to_judge(synthesizer, encoded, labels, n_max, random_state):
    """Return label to encoded rows, of the classes that can be judged."""
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
    """Return label to samples as they come back from the sampler, encoded again."""
    synthesizer = synthesizer_of(sampler)
    encoded, labels = synthesizer.draw(counts, next_random_state(sampler))
    encoder = synthesizer.encoder
    encoded = dense(encoder.encode(encoder.decode(encoded, sampler.clip)))
    return {i: encoded[labels == i] for i in counts}


def about_policy(policy):
    """Return which moves made samples, why, and what they gain."""
    told = dict.fromkeys([policy.name, policy.reason])  # a given one says so once
    line = "Policy: " + ", ".join(told)
    if policy.scores:
        gain, error = policy.scores[policy.name]
        line += (
            f": {gain:+.3f} in class-average accuracy over the plain one, standard "
            f"error {error:.3f}"
            if gain
            else ": none gains clearly more than this plain one"
        )
    return f"{line}."


def no_flag(frame):
    """Return what was looked for in vain."""
    if ODDITIES.issubset(frame):
        return "No sign of collapse, copies, class confusion, odd colours or odd edges."
    return "No sign of collapse, copies or class confusion."


def as_text(frame):
    """Return the figures as a table, with the real ones behind a slash."""
    names = [name for name in frame if f"{name}_real" in frame]
    shown = frame[["held_out"]].astype(str)
    for name in names:
        pairs = zip(frame[name], frame[f"{name}_real"], strict=True)
        shown[name] = [
            "-" if np.isnan(made) else f"{made:.2f}/{real:.2f}" for made, real in pairs
        ]
    return shown.to_string()
