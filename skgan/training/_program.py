"""Two networks, their optimizers and one traced function that plays many steps."""

import gc
import random
import threading
from collections import OrderedDict
from contextlib import contextmanager

import keras
import numpy as np
import tensorflow as tf

from skgan.training._checks import build, check_networks
from skgan.training._optimizer import FreedRMSprop, FusedAdam
from skgan.training._step import build_play, traced

__all__ = ["Program", "borrow_program", "build_networks", "default_jit_compile"]

GRAPH_OPTION = "disable_meta_optimizer"
MAX_PROGRAMS = 16  # each keeps about 14 MB of traced graph alive

_programs: OrderedDict = OrderedDict()
_programs_lock = threading.Lock()
_n_unoptimized, _graph_option = 0, False
_building = threading.Lock()  # seeds and policies are global while layers are built


class Program:
    """Everything that one :class:`Game` needs TensorFlow for.

    Its networks belong to whoever holds its lock; a fitted sampler keeps copies of
    the weights as arrays and never the program.
    """

    def __init__(self, game, seed=0):
        self.game = game
        self.lock, self.is_lent = threading.RLock(), False
        self.generator, self.discriminator = build_players(game, seed)
        self.generator_optimizer = build_optimizer(
            game, self.generator, game.ema_momentum
        )
        self.discriminator_optimizer = build_optimizer(game, self.discriminator)
        self.play, self.pretrain = build_play(self)
        self._read, self._write = build_state(self.variables)
        self._initial = self.get_state()

    @property
    def variables(self):
        """Every variable that a training changes, in a fixed order."""
        return [
            *self.generator.variables,
            *self.discriminator.variables,
            *self.generator_optimizer.variables,
            *self.discriminator_optimizer.variables,
        ]

    def get_state(self):
        """Return the values of all variables as a list of arrays."""
        return [value.numpy() for value in self._read()]

    def set_state(self, state):
        """Assign what `get_state` returned."""
        self._write([tf.constant(value) for value in state])

    def set_learning_rates(self, generator, discriminator):
        """Assign both learning rates."""
        self.generator_optimizer.learning_rate = generator
        self.discriminator_optimizer.learning_rate = discriminator

    def reset(self, random_state):
        """Draw new weights and clear the optimizers, as if newly built."""
        self.set_state(self._initial)
        if not self.game.is_shared:
            return  # built for this fit alone, with its seed
        for network in (self.generator, self.discriminator):
            redraw_kernels(network, random_state)

    def averaged_generator_weights(self):
        """Return the generator's weights, averaged over steps where asked for."""
        optimizer = self.generator_optimizer
        if self.game.ema_momentum is None or int(optimizer.iterations) == 0:
            return self.generator.get_weights()
        current = self.generator.get_weights()
        optimizer.finalize_variable_values(self.generator.trainable_variables)
        averaged = self.generator.get_weights()
        self.generator.set_weights(current)
        return averaged


@contextmanager
def borrow_program(game, seed=None):
    """Lend the program of a game to one thread, building it when it is new.

    With a seed the networks are about to be trained: where they are made by a user's
    callables, which may draw as they like, they are then built anew from that seed.
    Without one they are only looked at: a callback of a training may do so in the
    midst of it, and the weights are put back afterwards.
    """
    with _programs_lock:
        program = _programs.pop(game, None)
        if program is None or not (game.is_shared or seed is None):
            program = Program(game, seed or 0)
        _programs[game] = program  # the newest last
        while len(_programs) > MAX_PROGRAMS:
            _programs.popitem(last=False)
            gc.collect()  # it is in cycles, few objects of many megabytes
    with program.lock:
        if program.is_lent and seed is not None:  # a callback that fits
            yield Program(game, seed)
        elif program.is_lent:  # a callback that samples
            with kept_weights(program):
                yield program
        else:
            program.is_lent = True
            try:
                yield program
            finally:
                program.is_lent = False


@contextmanager
def kept_weights(program):
    """Put the weights of both networks back, whatever is assigned to them."""
    networks = (program.generator, program.discriminator)
    before = [network.get_weights() for network in networks]
    try:
        yield
    finally:
        for network, weights in zip(networks, before, strict=True):
            network.set_weights(weights)


def build_state(variables):
    """Return two traced functions that read and assign all variables at once.

    One by one, in Python, it takes as long as several steps.
    """

    def read():
        return [tf.identity(variable.value) for variable in variables]

    def write(state):
        for variable, value in zip(variables, state, strict=True):
            variable.value.assign(value)

    return traced(read), traced(write)


def build_optimizer(game, network, ema_momentum=None):
    """Return an optimizer with all its slots, so that tracing creates no variable."""
    options = {"learning_rate": 0.0}  # set at every fit
    if ema_momentum is not None:
        options |= {"use_ema": True, "ema_momentum": ema_momentum}
    if game.optimizer == "rmsprop":
        optimizer = FreedRMSprop(**options)
    else:
        optimizer = FusedAdam(beta_1=game.beta_1, beta_2=game.beta_2, **options)
    if game.dtype_policy == "mixed_float16":
        optimizer = keras.optimizers.LossScaleOptimizer(optimizer)
    optimizer.build(network.trainable_variables)
    return optimizer


def redraw_kernels(network, random_state):
    """Draw every kernel anew from its layer's own initializer."""
    for layer in network._flatten_layers(include_self=False):
        initializer = getattr(layer, "kernel_initializer", None)
        kernel = getattr(layer, "kernel", None)
        if initializer is None or kernel is None:
            continue
        config = initializer.get_config()
        if "seed" not in config:
            continue  # nothing random, such as zeros
        config["seed"] = int(random_state.randint(np.iinfo(np.int32).max))
        kernel.assign(type(initializer).from_config(config)(kernel.shape))


@contextmanager
def unoptimized_graphs():
    """Run traced functions as they were traced, without TensorFlow's graph optimizer.

    Its rewrites make sums depend on timing, so that two equal fits could differ in
    their last bits; for these networks they save nothing. The option is TensorFlow's
    global one, so it is put back when the last of several threads is done. Each thread
    sets it for itself all the same, as each has a copy that it may have made before.
    """
    global _n_unoptimized, _graph_option
    options = tf.config.optimizer
    with _programs_lock:
        if _n_unoptimized == 0:
            _graph_option = options.get_experimental_options().get(GRAPH_OPTION, False)
        _n_unoptimized += 1
        options.set_experimental_options({GRAPH_OPTION: True})
    try:
        yield
    finally:
        with _programs_lock:
            _n_unoptimized -= 1
            after = _graph_option if _n_unoptimized == 0 else True
            options.set_experimental_options({GRAPH_OPTION: after})


@contextmanager
def keras_settings(seed, dtype_policy):
    """Build layers with default seeds and a dtype policy of ours, leaving no trace.

    Keras draws the seed of a layer that was given none from Python's generator.
    """
    with _building:
        python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002
        policy = keras.config.dtype_policy()
        random.seed(seed)
        np.random.seed(seed)  # noqa: NPY002 (a user's callable may draw from it)
        keras.config.set_dtype_policy(dtype_policy or "float32")
        try:
            yield
        finally:
            random.setstate(python)
            np.random.set_state(numpy)  # noqa: NPY002
            keras.config.set_dtype_policy(policy)


def build_players(game, seed=0):
    """Return the networks of a game, checked and with their first weights."""
    with keras_settings(seed, game.dtype_policy):
        generator = build("generator", game)
        discriminator = build("discriminator", game)
    check_networks(generator, discriminator, game)
    return generator, discriminator


def build_networks(game, networks):
    """Return new Keras models of both networks with trained weights."""
    generator, discriminator = build_players(game)
    generator.set_weights(networks.generator)
    discriminator.set_weights(networks.discriminator)
    return generator, discriminator


def default_jit_compile():
    """Return whether XLA pays here: not on a CPU, where it is up to 16 times slower."""
    return bool(tf.config.list_physical_devices("GPU"))
