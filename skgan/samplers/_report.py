"""What a fitted sampler is worth, class by class, in figures and in words."""

from textwrap import fill

import numpy as np

from skgan.exceptions import InputError
from skgan.metrics import MIN_ROWS, figures_of_classes, flags_of, most_rows
from skgan.samplers._fitted import encode_new, next_random_state, synthesizer_of
from skgan.validation import label_numbers

__all__ = ["SamplerReport", "make_report"]

WIDTH = 88  # of the text, about that of the figures
N_GENERATED = 200  # of a class at least: shares are then known to .07


class SamplerReport:
    ["Copies: 90% of the samples of class 'a' are nearly copies of training ...0%."]
    """

    def __init__(self, frame, title="Report"):
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   self._frame, self._title = frame, title
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   self.flags = flags_of(frame)

    def to_frame(self):
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   """Return the figures.

    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   Returns
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   -------
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   frame : DataFrame
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       A row for each class. Of each figure below there is the column `name`, of
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       generated samples, and `name_real`, of real rows: the bound, which a
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       perfect sampler reaches. All rows are encoded, as the networks see them.

    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       - held_out, generated: rows that were looked at, at most 500 and at least
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]         200 (fewer where samples are very large); none where the class is not
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]         judged,
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       - fidelity: share that a classifier of held-out rows gives the class; of
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]         held-out rows by cross-validation,
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       - mistaken_for: the class that most of the others are given, or None,
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       - distance: energy distance to held-out rows; of as many training rows,
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       - coverage: share of held-out rows with a sample near to them; the same,
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       - spread: median distance of two samples, of two held-out rows; for images
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]         the mean of 1 - MS-SSIM,
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       - repeats: share with a neighbour ten times nearer than held-out rows
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]         have,
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       - copies: share that is ten times nearer to one training row than to any
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]         other,
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       - told_apart: accuracy of a classifier that tells them from held-out rows,
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]         .5 at best; of signals by their spectra; not for images.

    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       NaN for classes of fewer than 2 held-out rows, or without a generator;
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       `fidelity` of a single class, `copies` of fewer than 3 different training
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       rows, and `told_apart` of fewer than 4 rows are NaN too.
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   """
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   return self._frame.copy()

    def __repr__(self):
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   n, m = len(self._frame), len(self.flags)
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   return f"<{self._title}: {n} classes, {m} flag{'s' * (m != 1)}>"

    def __str__(self):
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   lines = [self._title, as_text(self._frame), "Each: generated/real."]
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   out = self._frame.index[self._frame["generated"] == 0].tolist()
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   if out:
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       lines.append(
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]           f"Not judged, without {MIN_ROWS} held-out rows or a generator: {out}."
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       )
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   lines += self.flags or ["No sign of collapse, copies or class confusion."]
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   return "\n".join(lines[:2] + [fill(line, WIDTH) for line in lines[2:]])


def make_report(sampler, X, y):
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]""Return the report of a fitted sampler; what it draws next stays the same."""
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]ynthesizer = synthesizer_of(sampler)
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]orm, shape = synthesizer.form, synthesizer.form.shape
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]ncoded = encode_new(sampler, X)
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]abels = label_numbers(y, form.classes, len(encoded))
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]andom_state = np.random.RandomState(synthesizer.seed)
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]ost = most_rows(shape, len(form.classes))
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]eld = rows_to_judge(synthesizer, encoded, labels, most, random_state)
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]enerated = draw(
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   sampler, {i: max(min(N_GENERATED, most), len(held[i])) for i in held}
    )
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]igures = figures_of_classes(held, synthesizer.rows, generated, shape, random_state)
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]or name, rows in (("generated", generated), ("held_out", held)):
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   figures.insert(0, name, [len(rows[i]) for i in figures.index])
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]ames = form.classes.tolist()
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]istaken = figures["mistaken_for"].tolist()
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]igures["mistaken_for"] = [names[i] if i >= 0 else None for i in mistaken]
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]rame = figures.astype({"mistaken_for": object}).reindex(range(len(names)))
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]ounts = ["held_out", "generated"]
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]rame[counts] = frame[counts].fillna(0).astype(int)
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]rame.index = names
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]itle = f"{type(sampler).__name__} on {synthesizer.kind.data}"
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]eturn SamplerReport(frame, title)


def rows_to_judge(synthesizer, encoded, labels, most, random_state):
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]""Return label to encoded rows, of the classes that can be judged."""
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]rder = random_state.permutation(len(labels))
    drawable = synthesizer.drawable()
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]f not drawable:
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   synthesizer.check_trained("A report")
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]ows = {i: order[labels[order] == i][:most] for i in drawable}
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]eld = {i: encoded[of] for i, of in rows.items() if len(of) >= MIN_ROWS}
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]f not held:
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   raise InputError(
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       f"None of the classes that can be generated has {MIN_ROWS} of the "
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       f"{len(labels)} rows of X. Give more rows."
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   )
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]eturn held


def draw(sampler, counts):
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]""Return label to samples as they come back from the sampler, encoded again."""
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]ynthesizer = synthesizer_of(sampler)
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]ncoded, labels = synthesizer.draw(counts, next_random_state(sampler))
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]ncoder = synthesizer.encoder
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]ncoded = encoder.encode(encoder.decode(encoded, sampler.clip))
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]eturn {i: encoded[labels == i] for i in counts}


def as_text(frame):
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]""Return the figures as a table, with the real ones behind a slash."""
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]ames = [name for name in frame if f"{name}_real" in frame]
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]hown = frame[["held_out"]].astype(str)
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]or name in names:
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   pairs = zip(frame[name], frame[f"{name}_real"], strict=True)
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   shown[name] = [
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]       "-" if np.isnan(made) else f"{made:.2f}/{real:.2f}" for made, real in pairs
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]   ]
    ["Copies: 90% of the samples of class 'a' are nearly copies of ...0%."]eturn shown.to_string()
