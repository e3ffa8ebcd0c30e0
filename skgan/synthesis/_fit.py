"""Step 2 of the walk: from parameters to games, and from rows to trained networks."""

from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, NamedTuple

import numpy as np

from skgan._spec import NetworkSpec
from skgan.metrics import energy_distance
from skgan.synthesis._plan import (
    GAME_PARAMETERS,
    LEVERS,
    auto_max_iter,
    check_batches,
    check_channels,
    check_levers,
    learning_rates,
    resolve,
)
from skgan.synthesis._recipes import PRESETS, check_owner, check_rank
from skgan.synthesis._synthesizer import real_rows
from skgan.validation._labels import hold_out

__all__ = ["Rows", "TrainingMixin"]

PLAYERS = ("generator", "discriminator")
SHOWN = 100  # rows tell what the data were before they were encoded
MOST_GROWN_VALUES = 2**25  # in all classes together: 128 MB


class Rows(NamedTuple):
    """Encoded rows to train on: their labels, weights, and which are held out."""

    X: np.ndarray
    labels: np.ndarray
    weight: np.ndarray | None = None
    held: np.ndarray | None = None

    def take(self, mask):
        """Return some of the rows."""
        weight, held = (
            None if part is None else part[mask] for part in (self.weight, self.held)
        )
        return Rows(self.X[mask], self.labels[mask], weight, held)

    def of_class(self, label):
        """Return the rows of one class, as those of the only class there is."""
        rows = self.take(self.labels == label)
        return rows._replace(labels=np.zeros_like(rows.labels))

    def split(self):
        """Return the rows to train on, and those held out or None."""
        if self.held is None or not self.held.any():
            return self, None
        held = self.take(self.held)
        return self.take(~self.held), (held.X, held.labels)

    def grow(self, kernel, n_rows, random_state):
        """Return the rows and, of each class with fewer than `n_rows`, kernel rows.

        A discriminator that sees a few rows again and again learns them by heart, and
        the generator then only repeats them. Held-out rows are not grown.
        """
        label_of, counts = np.unique(self.labels, return_counts=True)
        most = MOST_GROWN_VALUES // (len(label_of) * self.X[0].size)
        parts = [self]
        for label, count in zip(label_of, counts, strict=True):
            n_new = max(0, min(n_rows, most) - count)
            drawn = kernel.draw(label, n_new, random_state)
            labels = np.full(n_new, label)
            weight, held = self.weight, self.held
            if weight is not None:
                weight = np.full(n_new, weight[self.labels == label].mean())
            held = None if held is None else np.zeros(n_new, dtype=bool)
            if n_new:  # else all rows would be copied for nothing
                parts.append(Rows(drawn, labels, weight, held))
        return Rows(*(stack(part) for part in zip(*parts, strict=True)))


def training_name(label):
    """Return the name of a label's training in checkpoint_dir, or that of all."""
    return "all" if label is None else f"class-{label}"


def stack(parts):
    """Return arrays one after the other, or None where there are none."""
    return parts[0] if parts[0] is None or len(parts) == 1 else np.concatenate(parts)


class TrainingMixin:
    """Methods that turn parameters and encoded rows into trained networks."""

    # What "auto" means, by the rank of a sample; each sampler has its own.
    _auto: ClassVar[dict]
    _class_head: ClassVar[bool]
    conditioning: str = "class"
    preset: str | None
    early_stopping: bool
    validation_fraction: float
    n_iter_no_change: int
    checkpoint_dir: Any
    random_state: Any
    max_iter: int | str
    learning_rate: Any
    pretrain_discriminator: int | str
    warm_start: bool
    callbacks: Any
    verbose: int
    sampling_strategy: Any
    sampling_strategy_: dict
    classes_: np.ndarray
    _encoder: Any
    _shape: tuple[int, ...]
    _sampler: Any

    def _settings(self):
        """Return what "auto" means for samples of the shape that is fitted."""
        if self.preset is None:
            return LEVERS | self._auto[len(self._shape)]
        check_owner(self.preset, self)
        check_rank("preset", self.preset, self._shape)
        return LEVERS | {"networks": self.preset} | PRESETS[self.preset]

    def _plan(self, shape):
        """Return the game, and the labels that have networks of their own or None."""
        settings, classes = self._settings(), self.classes_.tolist()
        if resolve("conditioning", self.conditioning, settings) == "class":
            return self._game(settings, shape, len(classes)), None
        return self._game(settings, shape, 1), self._labels_to_train(classes)

    def _open_checkpoints(self, rows, random_state):
        """Return the directory to go on from, and the random state to begin with."""
        from skgan.training._checkpoint_directory import open_directory
        from skgan.training._identity import identity_of

        game, own = self._plan(rows.X.shape[1:])
        names = [training_name(None)] if own is None else [*map(training_name, own)]
        trained = None if own is None else self.classes_[own].tolist()
        decoded = self._encoder.decode(rows.X[:SHOWN], True)
        return open_directory(
            self.checkpoint_dir,
            identity_of(self, game, trained, rows, decoded),
            names,
            seed=self.random_state,
            random_state=random_state,
            warm_start=self.warm_start,
        )

    def _train(self, rows, kernel, before, preview, checkpoints, random_state):
        """Return the game, and the networks of each label that has some.

        All labels have the same networks, but with conditioning="per-class": there
        each resampled class has its own, and the game is that of a single class.
        """
        settings = self._settings()
        if self.early_stopping:
            held = hold_out(
                rows.labels, rows.weight, self.validation_fraction, random_state
            )
            rows = rows._replace(held=held)
        counts = np.bincount(rows.labels)
        if "kernel_rows" in settings:
            if rows.held is not None:  # the kernel must not know what judges it
                X, labels, weight, _ = rows.split()[0]
                kernel = real_rows(X, labels, weight, 1, False, random_state).kernel
            rows = rows.grow(kernel, settings["kernel_rows"], random_state)
        classes = self.classes_.tolist()
        game, own = self._plan(rows.X.shape[1:])
        play = partial(self._play, game, settings, checkpoints, random_state)
        if own is None:
            start = before.start(game, classes)
            labels = range(len(classes))
            look = preview.of(game, labels, {})
            trained = play(None, rows, counts.sum(), start, look)
            return game, dict.fromkeys(labels, trained)
        networks: dict = {}
        for label in own:
            start = before.start(game, [classes[label]])
            look = preview.of(game, [label], networks)
            networks[label] = play(
                label, rows.of_class(label), counts[label], start, look
            )
            if networks[label].interrupted:
                break
        return game, networks

    def _labels_to_train(self, classes):
        """Return the labels of all classes that are to grow, or of all."""
        every = self.sampling_strategy == "all"
        wanted = self.sampling_strategy_
        return [i for i, c in enumerate(classes) if every or wanted.get(c, 0)]

    def _game(self, settings, shape, n_classes):
        from skgan.training import Game, default_jit_compile

        auto = settings | dict.fromkeys(PLAYERS, settings["networks"])
        auto["jit_compile"] = default_jit_compile()
        chosen = {n: resolve(n, getattr(self, n), auto) for n in GAME_PARAMETERS}
        chosen["latent_dim"] = int(chosen["latent_dim"])  # NumPy takes no bool
        check_levers(chosen, shape)
        check_channels(chosen, shape)
        check_batches(chosen, shape)
        builders = {name: self._builder(name, chosen[name], shape) for name in PLAYERS}
        encoder = self._encoder
        spec = NetworkSpec(shape, n_classes, encoder.activation, self._class_head)
        spec = replace(spec, blocks=getattr(encoder, "blocks_", ()))
        return Game(spec, **chosen | builders, **settings["fixed"])

    def _builder(self, player, given, shape):
        """Return the callable that builds a player, looked up where it is a name."""
        if callable(given):
            return given
        from skgan import networks

        if given in PRESETS:
            check_rank(player, given, shape)
        return getattr(networks, f"{given.replace('-', '_')}_{player}")

    def _play(
        self,
        game,
        settings,
        checkpoints,
        random_state,
        label,
        rows,
        n_rows,
        start,
        preview,
    ):
        from skgan.training import TrainedNetworks, train

        checkpoint = checkpoints and checkpoints.of(training_name(label))
        if checkpoint and checkpoint.start:
            networks = checkpoint.start.arrays
            start = TrainedNetworks(networks["generator"], networks["discriminator"])
        max_iter = self.max_iter
        if max_iter == "auto":
            max_iter = auto_max_iter(n_rows, len(self._shape))
        rows, held_out = rows.split()
        learning_rate = resolve("learning_rate", self.learning_rate, settings)
        n_pretrain = self.pretrain_discriminator
        return train(
            game,
            rows.X,
            rows.labels,
            max_iter=max_iter,
            learning_rate=learning_rates(learning_rate),
            random_state=random_state,
            sample_weight=rows.weight,
            n_pretrain=int(resolve("pretrain_discriminator", n_pretrain, settings)),
            held_out=held_out,
            distance=energy_distance,
            n_iter_no_change=self.n_iter_no_change,
            start=start,
            checkpoint=checkpoint,
            callbacks=self.callbacks or (),
            preview=preview,
            verbose=self.verbose,
        )

    def _before(self):
        """Return what the previous fit has left to go on from."""
        sampler = getattr(self, "_sampler", None) if self.warm_start else None
        if sampler is None:
            return Before(None, {})
        classes = self.classes_.tolist()
        return Before(
            sampler.game, {classes[i]: n for i, n in sampler.networks.items()}
        )


class Before(NamedTuple):
    """The game of a previous fit, and the networks of each class."""

    game: Any
    networks: dict

    def start(self, game, classes):
        """Return networks to go on from, where game and classes are the same."""
        known = self.game == game and all(c in self.networks for c in classes)
        return self.networks[classes[0]] if known else None
