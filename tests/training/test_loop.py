from dataclasses import replace

import keras
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.exceptions import ConvergenceWarning

from skgan import NetworkSpec
from skgan.exceptions import TrainingDivergedError
from skgan.metrics import energy_distance
from skgan.networks import dense_discriminator, dense_generator
from skgan.training import Game, draw_latent, generate, score, train
from skgan.training._loop import LOG_EVERY, MAX_RESTARTS, RESTART_FACTOR, Run
from skgan.training._program import Program, borrow_program

GAME = Game(
    NetworkSpec((3,), 2),
    dense_generator,
    dense_discriminator,
    latent_dim=4,
    loss="hinge",
    batch_size=8,
    n_discriminator_steps=1,
)
Y = np.arange(40) % 2
X = np.random.RandomState(0).normal(3 * Y[:, None], 1, (40, 3)).astype(np.float32)
LATENT = draw_latent(GAME, 40, np.random.RandomState(0))


def fit(max_iter=60, learning_rate=(1e-3, 1e-3), seed=0, game=GAME, **options):
    return train(
        game,
        X,
        Y,
        max_iter=max_iter,
        learning_rate=learning_rate,
        random_state=np.random.RandomState(seed),
        distance=energy_distance,
        **options,
    )


def samples_of(networks):
    return generate(GAME, networks.generator, LATENT, Y)


def distance_to_data(networks):
    fake = samples_of(networks)
    return np.mean([energy_distance(X[rows], fake[rows]) for rows in (Y == 0, Y == 1)])


def assert_same_weights(one, other):
    for a, b in zip(one, other, strict=True):
        assert_array_equal(a, b)


class Recorder(keras.callbacks.Callback):
    """Keep what was told; stop or interrupt at the given logged iteration."""

    def __init__(self, stop_at=None, interrupt_at=None):
        super().__init__()
        self.stop_at, self.interrupt_at = stop_at, interrupt_at
        self.told, self.ends = [], []

    def on_train_begin(self, logs=None):
        self.told.append("train")

    def on_epoch_begin(self, epoch, logs=None):
        self.told.append(("begin", epoch))

    def on_epoch_end(self, epoch, logs=None):
        self.told.append(("end", epoch))
        self.ends.append(dict(logs))
        if epoch == self.stop_at:
            self.model.stop_training = True
        if epoch == self.interrupt_at:
            raise KeyboardInterrupt

    def on_train_end(self, logs=None):
        self.told.append("trained")


def test_history_has_one_entry_of_each_kind_a_logged_iteration():
    trained = fit(60)
    keys = {"iteration", "discriminator_loss", "generator_loss"}
    assert trained.history.keys() == keys
    assert trained.history["iteration"] == [LOG_EVERY, 2 * LOG_EVERY, 60]
    assert [len(values) for values in trained.history.values()] == [3, 3, 3]
    assert np.isfinite(trained.history["generator_loss"]).all()
    assert trained.n_iter == 60


@pytest.mark.parametrize("max_iter", [1, LOG_EVERY, LOG_EVERY + 1])
def test_exactly_max_iter_updates_are_made(max_iter):
    trained = fit(max_iter)
    assert trained.n_iter == trained.history["iteration"][-1] == max_iter
    with borrow_program(GAME) as program:
        assert program.generator_optimizer.iterations == max_iter


def test_weights_come_as_arrays_that_the_networks_take():
    trained = fit(1)
    with borrow_program(GAME) as program:
        for weights, network in [
            (trained.generator, program.generator),
            (trained.discriminator, program.discriminator),
        ]:
            shapes = [weight.shape for weight in network.get_weights()]
            assert [weight.shape for weight in weights] == shapes


def test_training_brings_samples_nearer_to_the_data():
    assert distance_to_data(fit(400)) < distance_to_data(fit(1)) / 2


def test_each_player_has_its_own_learning_rate():
    start = fit(1)
    generator_only = fit(1, (0.1, 1e-12), start=start)
    moved = np.abs(generator_only.generator[0] - start.generator[0]).max()
    stayed = np.abs(generator_only.discriminator[0] - start.discriminator[0]).max()
    assert moved > 0.05
    assert stayed < 1e-6


def test_early_stopping_stops_and_returns_the_best_weights():
    trained = fit(
        2000,
        (0.02, 0.02),
        held_out=(X, Y),
        n_iter_no_change=2,
    )
    scores = trained.history["validation_score"]
    assert trained.n_iter < 2000
    assert trained.n_iter == LOG_EVERY * len(scores) == trained.history["iteration"][-1]
    assert np.argmax(scores) == len(scores) - 4
    assert distance_to_data(trained) == pytest.approx(-max(scores), rel=1e-4)


def test_held_out_rows_do_not_change_the_game():
    assert (
        fit(60).history["generator_loss"]
        == (fit(60, held_out=(X, Y)).history["generator_loss"])
    )


def test_more_patience_trains_longer():
    short, long = (
        fit(
            500,
            (0.02, 0.02),
            held_out=(X, Y),
            n_iter_no_change=n,
        ).n_iter
        for n in (1, 6)
    )
    assert short < long


def test_callbacks_are_told_once_a_logged_iteration():
    recorder = Recorder()
    trained = fit(60, callbacks=[recorder])
    steps = [(what, i) for i in range(3) for what in ("begin", "end")]
    assert recorder.told == ["train", *steps, "trained"]
    assert [logs["iteration"] for logs in recorder.ends] == [25, 50, 60]
    losses = [logs["generator_loss"] for logs in recorder.ends]
    assert losses == trained.history["generator_loss"]


def test_callbacks_are_told_of_the_iteration_that_stops_early():
    recorder = Recorder()
    trained = fit(
        2000,
        (0.02, 0.02),
        held_out=(X, Y),
        n_iter_no_change=1,
        callbacks=[recorder],
    )
    assert len(recorder.ends) == len(trained.history["iteration"])


def test_a_callback_can_stop_the_training():
    recorder = Recorder(stop_at=1)
    trained = fit(2000, callbacks=[recorder])
    assert trained.n_iter == 2 * LOG_EVERY
    assert recorder.told[-1] == "trained"
    assert fit(60).n_iter == 60


def test_an_interrupted_training_gives_what_was_learnt_so_far():
    recorder = Recorder(interrupt_at=1)
    with pytest.warns(ConvergenceWarning, match="interrupted after 50 of 2000"):
        interrupted = fit(2000, callbacks=[recorder])
    assert interrupted.n_iter == 50
    assert interrupted.interrupted and not fit(1).interrupted
    assert recorder.told[-1] == "trained"
    whole = fit(50)
    assert_same_weights(interrupted.generator, whole.generator)
    assert_same_weights(interrupted.discriminator, whole.discriminator)
    assert interrupted.history == whole.history
    assert np.isfinite(samples_of(interrupted)).all()


def interrupt(*_):
    raise KeyboardInterrupt


def test_an_interrupt_within_steps_goes_back_to_the_last_logged_iteration(monkeypatch):
    whole, chunk, n_chunks = fit(25), Run.chunk, 0

    def chunk_twice(run, function, n_steps):
        nonlocal n_chunks
        n_chunks += 1
        losses = chunk(run, function, n_steps)
        return interrupt() if n_chunks == 2 else losses

    monkeypatch.setattr(Run, "chunk", chunk_twice)
    with pytest.warns(ConvergenceWarning, match="interrupted after 25 of 60"):
        interrupted = fit(60)
    assert_same_weights(interrupted.generator, whole.generator)


def test_an_interrupt_before_the_first_logged_iteration_leaves_a_generator(monkeypatch):
    monkeypatch.setattr(Run, "chunk", interrupt)
    averaged = replace(GAME, ema_momentum=0.5)
    with pytest.warns(ConvergenceWarning, match="interrupted after 0 of 60"):
        interrupted = fit(60, game=averaged)
    assert samples_of(interrupted).std() > 0


def test_an_interrupt_while_pretraining_is_one_too(monkeypatch):
    monkeypatch.setattr(Run, "chunk", interrupt)
    with pytest.warns(ConvergenceWarning, match="interrupted after 0 of 60"):
        try:
            fit(60, n_pretrain=5)
        except KeyboardInterrupt:
            pytest.fail("the interrupt went through")


@pytest.fixture
def rates(monkeypatch):
    seen, set_learning_rates = [], Program.set_learning_rates

    def record(program, generator, discriminator):
        seen.append((generator, discriminator))
        set_learning_rates(program, generator, discriminator)

    monkeypatch.setattr(Program, "set_learning_rates", record)
    return seen


def spoil(monkeypatch, spoiled, value=np.nan):
    """Make the weights and losses of some chunks NaN."""
    chunk, counter = Run.chunk, iter(range(1000))

    def spoiled_chunk(run, function, n_steps):
        losses = chunk(run, function, n_steps)
        if next(counter) in spoiled:
            for variable in run.program.generator.trainable_variables:
                variable.assign(variable * np.nan)
            losses[1] = value
        return losses

    monkeypatch.setattr(Run, "chunk", spoiled_chunk)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_loss_that_is_not_finite_goes_back_and_lowers_the_rates(
    monkeypatch, rates, value
):
    spoil(monkeypatch, {1}, value)
    trained = fit(60, (1e-3, 2e-3))
    lowered = (1e-3 * RESTART_FACTOR, 2e-3 * RESTART_FACTOR)
    assert list(dict.fromkeys(rates)) == [(1e-3, 2e-3), pytest.approx(lowered)]
    assert trained.history["iteration"] == [25, 50, 60]
    assert np.isfinite(trained.history["generator_loss"]).all()
    assert np.isfinite(samples_of(trained)).all()


def test_losses_that_stay_nan_raise_and_say_what_to_change(monkeypatch, rates):
    spoil(monkeypatch, range(1, 1000))
    with pytest.raises(TrainingDivergedError, match="at iteration 25.* learning_rate"):
        fit(60)
    assert len(set(rates)) == 1 + MAX_RESTARTS


def test_rates_fall_over_the_second_half_where_the_game_says_so(rates):
    fit(100, (1e-3, 2e-3))
    assert set(rates) == {(1e-3, 2e-3)}
    rates.clear()
    fit(100, (1e-3, 2e-3), game=replace(GAME, learning_rate_decay=True))
    expected = [1.0, 1.0, 1.0, 0.5]
    assert_allclose([g for g, _ in rates][-4:], np.multiply(1e-3, expected))
    assert_allclose([d for _, d in rates][-4:], np.multiply(2e-3, expected))


def test_rates_fall_with_the_iterations_as_in_keras_of_old(rates):
    fit(60, (1e-3, 2e-3), game=replace(GAME, inverse_time_decay=(0.1, 0.2)))
    expected = [1e-3 / (1 + 0.1 * n) for n in (0, 25, 50)]
    assert_allclose([g for g, _ in rates][-3:], expected)
    expected = [2e-3 / (1 + 0.2 * n) for n in (0, 25, 50)]
    assert_allclose([d for _, d in rates][-3:], expected)


def test_a_far_too_high_learning_rate_raises_and_says_so():
    with pytest.raises(TrainingDivergedError, match="Lower learning_rate"):
        fit(60, (1e30, 1e30))


def test_a_failed_training_does_no_harm_to_the_next():
    before = fit(60)
    with pytest.raises(TrainingDivergedError):
        fit(60, (1e30, 1e30))
    assert_same_weights(fit(60).generator, before.generator)


def test_weights_ruined_by_the_last_update_are_noticed(monkeypatch):
    chunk, counter = Run.chunk, iter(range(1000))

    def ruin_the_weights_only(run, function, n_steps):
        losses = chunk(run, function, n_steps)
        if next(counter) == 1:
            variable = run.program.generator.trainable_variables[0]
            variable.assign(variable * np.nan)
        return losses

    monkeypatch.setattr(Run, "chunk", ruin_the_weights_only)
    assert np.isfinite(samples_of(fit(2 * LOG_EVERY))).all()


@pytest.mark.parametrize("verbose", [0, 1])
def test_verbose_shows_one_progress_bar(capsys, verbose):
    fit(60, verbose=verbose)
    out, shown = capsys.readouterr()
    assert not out and "\x1b" not in shown
    assert shown.count("60/60") == shown.count("\n") == verbose
    assert ("generator " in shown) == bool(verbose)


def test_pretraining_changes_the_discriminator_only():
    random_state = np.random.RandomState(0)
    with borrow_program(GAME) as program:
        program.reset(random_state)
        run = Run(program, X, Y, None, random_state, (1e-3, 1e-3))
        run.set_learning_rates(1.0)
        generator = [v.numpy() for v in program.generator.variables]
        slots = [v.numpy() for v in program.generator_optimizer.variables]
        discriminator = program.discriminator.get_weights()
        run.pretrain(3)
        assert_same_weights(program.generator.variables, generator)
        assert_same_weights(program.generator_optimizer.variables, slots)
        assert program.discriminator_optimizer.iterations == 3
        now = program.discriminator.get_weights()
        pairs = [(a, b) for a, b in zip(now, discriminator, strict=True) if a.ndim == 2]
        assert all((a != b).any() for a, b in pairs)
        assert (run.n_iter, run.history["iteration"]) == (0, [])


def normalized_generator(spec, latent_dim):
    z, label = keras.Input((latent_dim,)), keras.Input((), dtype="int32")
    one_hot = keras.ops.one_hot(label, spec.n_classes)
    x = keras.layers.Concatenate()([z, one_hot])
    x = keras.layers.BatchNormalization()(x)
    return keras.Model([z, label], keras.layers.Dense(spec.size)(x))


def test_pretraining_leaves_the_statistics_of_the_generator_alone():
    game = replace(GAME, generator=normalized_generator)
    random_state = np.random.RandomState(0)
    with borrow_program(game) as program:
        run = Run(program, X, Y, None, random_state, (1e-3, 1e-3))
        before = program.generator.get_weights()
        run.pretrain(3)
        assert_same_weights(program.generator.get_weights(), before)


def test_pretraining_makes_a_better_first_judge():
    def knows_classes(networks):
        _, logits = score(GAME, networks.discriminator, X)
        return np.mean(logits.argmax(axis=1) == Y)

    barely, pretrained = fit(1, n_pretrain=1), fit(1, n_pretrain=300)
    assert pretrained.n_iter == 1
    assert knows_classes(pretrained) > max(knows_classes(barely), 0.9)


def test_a_start_is_gone_on_from():
    start = fit(400)
    frozen = fit(1, (1e-12, 1e-12), seed=1, start=start)
    for given, kept in [
        (start.generator, frozen.generator),
        (start.discriminator, frozen.discriminator),
    ]:
        for a, b in zip(given, kept, strict=True):
            assert_allclose(a, b, atol=1e-9)
    assert distance_to_data(fit(5, start=start)) < distance_to_data(fit(5)) / 2


def test_a_start_is_not_changed():
    start = fit(1)
    before = [weight.copy() for weight in start.generator]
    fit(30, start=start)
    assert_same_weights(start.generator, before)


def test_rows_of_weight_zero_are_not_learnt():
    outliers = X.copy()
    outliers[:4] += 1e6
    weight = np.ones(40)
    weight[:4] = 0

    def losses(rows):
        trained = train(
            GAME,
            rows,
            Y,
            max_iter=30,
            learning_rate=(1e-3, 1e-3),
            random_state=np.random.RandomState(0),
            sample_weight=weight,
        )
        return trained.history

    assert losses(outliers) == losses(X)


class Plain:
    """A callback that knows nothing of Keras."""

    def __init__(self):
        self.ends = []

    def on_epoch_end(self, epoch, logs=None):
        self.ends.append((epoch, logs["iteration"]))


def test_a_callback_needs_no_keras():
    plain = Plain()
    fit(60, callbacks=[plain])
    assert plain.ends == [(0, 25), (1, 50), (2, 60)]


def test_the_preview_shows_the_networks_of_the_moment():
    shown, plain = [], Plain()
    plain.on_epoch_end = lambda *_: shown.append(show[0]())
    show = []
    trained = fit(60, callbacks=[plain], preview=show.append)
    assert [networks.n_iter for networks in shown] == [25, 50, 60]
    assert shown[0].history["iteration"] == [25]
    assert_same_weights(shown[-1].generator, trained.generator)
    assert_same_weights(shown[-1].discriminator, trained.discriminator)
    assert any(
        (a != b).any()
        for a, b in zip(shown[0].generator, trained.generator, strict=True)
    )
