"""The third step of a fit: fit the encoder and the kernel, and train the networks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import prod
from typing import Any

import numpy as np

from skgan._progress import tell
from skgan._spec import Layout, NetworkSpec
from skgan.encoding import Encoder, encode_samples, fit_encoder
from skgan.kernels import AnyKernel, Kernel, Policy, fit_kernel, kernel_share
from skgan.metrics import energy_distance
from skgan.synthesis._decisions import log_columns, log_end, log_samples, log_training
from skgan.synthesis._plan import Plan, used_rows
from skgan.synthesis._synthesizer import Synthesizer
from skgan.validation import Samples, class_names, hold_out

__all__ = ["fit_synthesizer"]

MAX_ROWS = 1000  # kept of a class for the kernel
MAX_VALUES = 2**25  # kept of all classes: 128 MB
N_SHOWN = 100  # rows that identify the data before encoding
Lend = Callable[[Callable[[], Synthesizer], int], Any]


def fit_synthesizer(
    samples: Samples,
    plan: Plan,
    random_state: np.random.RandomState,
    *,
    before: Synthesizer | None = None,
    lend: Lend | None = None,
) -> Synthesizer:
    """Fit encoder, kernel and networks to samples.

    Parameters
    ----------
    samples : Samples
        To learn from.
    plan : Plan
        What the fit will do.
    random_state : numpy.random.RandomState
        Source of the randomness.
    before : Synthesizer, default=None
        Of the fit before, whose networks are trained on where they fit.
    lend : callable, default=None
        Called when a training begins, with a function that returns the Synthesizer of
        the moment, and with the updates of the trainings before it.

    Returns
    -------
    synthesizer : Synthesizer
        Ready to draw from.
    """
    form = samples.form
    log_samples(samples, plan)
    rows = rows_of(samples, plan)
    encoder = fit_encoder(
        plan.kind,
        rows,
        samples.labels,
        value_range=form.value_range,
        categorical=form.categorical,
        as_signal=plan.recipe.as_signal,
    )
    log_columns(encoder)
    encoded = encode_samples(encoder, rows)
    del rows  # of sparse samples a dense copy
    layout, training = encoder.layout, None
    if plan.is_trained:
        training = open_training(samples, plan, encoder, encoded, random_state, layout)
        random_state = training.random_state
    fraction, counts = plan.recipe.kernel_fraction, used_rows(samples)
    has_blocks = layout is not None and bool(layout.sizes)
    kernel = kernel_of(
        encoded,
        samples.labels,
        samples.weight,
        plan.kernel_kind,
        random_state,
        layout,
        plan.policy,
    )
    log_training(plan, training and training.game)
    tell_policy(kernel.policy, plan.parameters["verbose"])
    shares = {i: kernel_share(n, fraction, has_blocks) for i, n in enumerate(counts)}
    synthesizer = Synthesizer(form, encoder, kernel, encoded.shape[1:], shares)
    if training is not None:
        synthesizer = training.train(synthesizer, before, lend)
    seed = int(random_state.randint(np.iinfo(np.int32).max))
    return replace(synthesizer, seed=seed)


def tell_policy(policy: Policy, verbose: int) -> None:
    """Log the policy with the scores of all that were compared; print its name only."""
    chosen = f"{policy.name}, {policy.reason}"
    scores = str(policy).removeprefix(chosen)
    tell(f"Policy of the kernel: {chosen}", verbose, details=scores)


def rows_of(samples: Samples, plan: Plan) -> Any:
    """Return samples as encoders take them; of a source none is read yet."""
    if samples.source is not None:
        return samples.source
    return samples.X if plan.kind == "sparse" else samples.form.fold(samples.X)


def kernel_of(
    encoded: Any,
    labels: np.ndarray,
    weight: np.ndarray | None,
    kind: str,
    random_state: np.random.RandomState,
    layout: Any = None,
    policy: Policy | None = None,
) -> AnyKernel:
    """Fit the kernel to some real rows of each class."""
    n_classes = int(labels.max()) + 1
    n_values = prod(encoded.shape[1:])
    most = int(np.clip(MAX_VALUES // (n_values * n_classes), 2, MAX_ROWS))
    rows, p = {}, {}
    for label in range(n_classes):
        of_class = np.flatnonzero(labels == label)
        if weight is not None:
            of_class = of_class[weight[of_class] > 0]
        kept = np.sort(random_state.permutation(of_class)[:most])
        rows[label] = encoded[kept]
        if kind == "table":
            rows[label] = rows[label].reshape(-1, n_values)
        p[label] = None if weight is None else weight[kept] / weight[kept].sum()
    return fit_kernel(kind, rows, p, random_state, layout, policy)


@dataclass(frozen=True)
class Training:
    """Data and settings of a training, without the kernel."""

    plan: Plan
    rows: Any  # Rows of skgan.training
    game: Any
    classes: np.ndarray
    checkpoints: Any
    random_state: np.random.RandomState

    def train(
        self, synthesizer: Synthesizer, before: Synthesizer | None, lend: Lend | None
    ) -> Synthesizer:
        """Return a synthesizer with trained networks."""
        rows = self._grown_rows(synthesizer.kernel)
        own = self.plan.own_labels
        networks: dict[int, Any] = {}
        for label in (None,) if own is None else own:
            of_label = rows if label is None else rows.of_class(label)
            knowing = [*range(len(self.classes))] if label is None else [label]
            trained = self._play(
                label,
                of_label,
                start=self._start(before, knowing),
                preview=lend
                and partial(self._preview, synthesizer, networks, knowing, lend),
            )
            networks |= dict.fromkeys(knowing, trained)
            log_end(training_name(label), trained)
            if trained.interrupted:
                break
        return synthesizer.with_networks(self.game, networks)

    def _grown_rows(self, kernel: Kernel) -> Any:
        """Return the rows to train on, with kernel rows of small classes."""
        plan, rows, parameters = self.plan, self.rows, self.plan.parameters
        if parameters["early_stopping"]:
            fraction = parameters["validation_fraction"]
            held = hold_out(rows.labels, rows.weight, fraction, self.random_state)
            rows = rows.hold_out(held)
        n_rows = plan.recipe.kernel_rows
        if n_rows is None:
            return rows
        if rows.held is not None:  # the kernel must not use held-out rows
            known = rows.split()[0]
            kernel = kernel_of(
                known.X,
                known.labels,
                known.weight,
                plan.kernel_kind,
                self.random_state,
                policy=kernel.policy,
            )
        return rows.grow(kernel, n_rows, self.random_state)

    def _play(
        self,
        label: int | None,
        rows: Any,
        *,
        start: Any,
        preview: Callable[..., Any] | None,
    ) -> Any:
        """Return the trained networks of one label, or of all of them."""
        from skgan.training import TrainedNetworks, train

        plan, parameters = self.plan, self.plan.parameters
        checkpoint = self.checkpoints and self.checkpoints.of(training_name(label))
        if checkpoint and checkpoint.start:
            networks = checkpoint.start.arrays
            start = TrainedNetworks(networks["generator"], networks["discriminator"])
        rows, held_out = (rows, None) if rows.held is None else rows.split()
        return train(
            self.game,
            rows.X,
            rows.labels,
            max_iter=plan.max_iter[label],
            learning_rate=plan.rates,
            random_state=self.random_state,
            sample_weight=rows.weight,
            n_pretrain=int(plan.recipe.pretrain_discriminator),
            held_out=held_out,
            distance=energy_distance,
            n_iter_no_change=parameters["n_iter_no_change"],
            start=start,
            checkpoint=checkpoint,
            callbacks=parameters["callbacks"] or (),
            preview=preview,
            verbose=parameters["verbose"],
        )

    def _start(self, before: Synthesizer | None, labels: list[int]) -> Any:
        """Return networks to train on: of the same game and classes, or None."""
        if before is None or before.game != self.game:
            return None
        known = {
            name: before.networks[i]
            for i, name in enumerate(class_names(before.form.classes))
            if i in before.networks
        }
        names = class_names(self.classes[labels])
        return known[names[0]] if all(name in known for name in names) else None

    def _preview(
        self,
        synthesizer: Synthesizer,
        ready: Mapping[int, Any],
        labels: list[int],
        lend: Lend,
        show: Callable[[], Any],
    ) -> None:
        """Provide previews of a training that begins."""
        done = dict(ready)

        def of_now() -> Synthesizer:
            now = done | dict.fromkeys(labels, show())
            return replace(synthesizer.with_networks(self.game, now), seed=0)

        lend(of_now, sum(networks.n_iter for networks in done.values()))


def open_training(
    samples: Samples,
    plan: Plan,
    encoder: Encoder,
    encoded: Any,
    random_state: np.random.RandomState,
    layout: Layout | None,
) -> Training:
    """Return a training, which resumes from `checkpoint_dir` if it has a state."""
    from skgan.training import Game, Rows, identity_of, open_directory

    form, own, parameters = samples.form, plan.own_labels, plan.parameters
    n_classes = len(form.classes) if own is None else 1
    head, activation = plan.recipe.class_head, encoder.activation
    spec = NetworkSpec(encoded.shape[1:], n_classes, activation, head, layout)
    game = Game(spec, **plan.game)
    rows = Rows(encoded, samples.labels, samples.weight)
    checkpoints = None
    if parameters["checkpoint_dir"] is not None:
        decoded = encoder.decode(encoded[:N_SHOWN], True)
        named = None if own is None else form.class_names(own)
        checkpoints, random_state = open_directory(
            parameters["checkpoint_dir"],
            identity_of(plan.sampler, parameters, samples, game, named, rows, decoded),
            [training_name(label) for label in ((None,) if own is None else own)],
            seed=parameters["random_state"],
            random_state=random_state,
            warm_start=parameters["warm_start"],
        )
    return Training(plan, rows, game, form.classes, checkpoints, random_state)


def training_name(label: int | None) -> str:
    """Return the name of a label's training in checkpoint_dir, or that of all."""
    return "all" if label is None else f"class-{label}"
