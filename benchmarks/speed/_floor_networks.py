"""The floor's networks, by hand, and Adam with one raw op a variable."""

import numpy as np
import tensorflow as tf

BETA_1, BETA_2, EPSILON, LEARNING_RATE = 0.5, 0.99, 1e-7, 1e-3
LEAK = 0.2
DECAY = 0.9  # of the batch statistics


class Network:
    """Variables, their Adam moments, and a count of updates."""

    def __init__(self):
        self.rng = np.random.RandomState(0)
        self.variables, self.statistics = [], []

    def weight(self, *shape):
        """Return a new He-normal kernel."""
        scale = np.sqrt(2 / np.prod(shape[:-1]))
        return self._add(self.rng.standard_normal(shape) * scale)

    def constant(self, value, n):
        """Return a new vector."""
        return self._add(np.full(n, value))

    def dense(self, n_in, n_out):
        """Return kernel and bias of a dense layer."""
        return self.weight(n_in, n_out), self.constant(0, n_out)

    def batch_norm(self, n):
        """Return scale and offset, and the moving mean and variance."""
        moving = [tf.Variable(tf.fill([n], value)) for value in (0.0, 1.0)]
        self.statistics += moving
        return self.constant(1, n), self.constant(0, n), *moving

    def build_optimizer(self):
        """Create the moments; call it after the last variable."""
        self.moments = [
            [tf.Variable(tf.zeros_like(x)) for _ in range(2)] for x in self.variables
        ]
        self.n_updates = tf.Variable(0.0)

    def apply(self, gradients):
        """Update the variables with the fused Adam op."""
        n = self.n_updates.assign_add(1.0)
        powers = tf.pow(BETA_1, n), tf.pow(BETA_2, n)
        for x, (m, v), gradient in zip(
            self.variables, self.moments, gradients, strict=True
        ):
            tf.raw_ops.ResourceApplyAdam(
                var=x.handle,
                m=m.handle,
                v=v.handle,
                beta1_power=powers[0],
                beta2_power=powers[1],
                lr=LEARNING_RATE,
                beta1=BETA_1,
                beta2=BETA_2,
                epsilon=EPSILON,
                grad=gradient,
            )

    def heads(self, n_in, n_classes):
        """Return source, projection and class head of a discriminator."""
        own = self.weight(n_in, n_classes)
        return *self.dense(n_in, 1), own, *self.dense(n_in, n_classes)

    def _add(self, value):
        self.variables.append(tf.Variable(value, dtype=tf.float32))
        return self.variables[-1]


def linear(x, kernel, bias):
    """Apply a dense layer."""
    return tf.nn.bias_add(tf.matmul(x, kernel), bias)


def judge(x, kernel, bias, own, class_kernel, class_bias):
    """Return the source logits of each class, and the class logits."""
    source = linear(x, kernel, bias) + tf.matmul(x, own)
    return source, linear(x, class_kernel, class_bias)


def leaky(x):
    """Apply LeakyReLU."""
    return tf.nn.leaky_relu(x, LEAK)


def normalize(x, scale, offset, mean, variance):
    """Apply batch normalisation, update its moving statistics, then ReLU."""
    out = tf.raw_ops.FusedBatchNormV3(
        x=tf.reshape(x, (-1, 1, 1, x.shape[1])) if len(x.shape) == 2 else x,
        scale=scale,
        offset=offset,
        mean=[],
        variance=[],
        epsilon=1e-3,
        is_training=True,
    )
    mean.assign_sub((mean - out.batch_mean) * (1 - DECAY))
    variance.assign_sub((variance - out.batch_variance) * (1 - DECAY))
    return tf.nn.relu(tf.reshape(out.y, tf.shape(x)))


class DenseGenerator(Network):
    """Multi-layer perceptron from [z, one-hot label] to a row."""

    def __init__(self, setting, units):
        super().__init__()
        self.n_classes = setting.n_classes
        sizes = [setting.latent_dim + setting.n_classes, *units, *setting.shape]
        self.layers = [
            self.dense(*pair) for pair in zip(sizes, sizes[1:], strict=False)
        ]
        self.build_optimizer()

    def __call__(self, z, label):
        """Return fakes."""
        x = tf.concat([z, tf.one_hot(label, self.n_classes)], 1)
        for layer in self.layers[:-1]:
            x = leaky(linear(x, *layer))
        return linear(x, *self.layers[-1])


class DenseDiscriminator(Network):
    """Multi-layer perceptron from a row to source and class logits."""

    def __init__(self, setting, units):
        super().__init__()
        sizes = [*setting.shape, *units]
        self.layers = [
            self.dense(*pair) for pair in zip(sizes, sizes[1:], strict=False)
        ]
        self.head = self.heads(sizes[-1], setting.n_classes)
        self.build_optimizer()

    def __call__(self, x):
        """Return source and class logits."""
        for layer in self.layers:
            x = leaky(linear(x, *layer))
        return judge(x, *self.head)


class ConvGenerator(Network):
    """skgan's conv2d_generator for 28x28x1."""

    def __init__(self, setting):
        super().__init__()
        self.n_classes = setting.n_classes
        # Keras' dense layer has a bias here and so have the convolutions.
        self.first = self.dense(setting.latent_dim + setting.n_classes, 7 * 7 * 128)
        self.levels = []
        for n_in, n_out in ((128, 64), (64, 1)):
            kernel = self.weight(4, 4, n_out, n_in)
            self.levels.append((self.batch_norm(n_in), kernel, self.constant(0, n_out)))
        self.build_optimizer()

    def __call__(self, z, label):
        """Return fakes."""
        x = tf.concat([z, tf.one_hot(label, self.n_classes)], 1)
        x = tf.reshape(linear(x, *self.first), (z.shape[0], 7, 7, 128))
        for norm, kernel, bias in self.levels:
            x = normalize(x, *norm)
            side, filters = 2 * x.shape[1], kernel.shape[2]
            x = tf.nn.conv2d_transpose(x, kernel, (z.shape[0], side, side, filters), 2)
            x = tf.nn.bias_add(x, bias)
        return tf.tanh(x)


class ConvDiscriminator(Network):
    """skgan's conv2d_discriminator for 28x28x1."""

    def __init__(self, setting):
        super().__init__()
        self.levels = [
            (self.weight(4, 4, n_in, n_out), self.constant(0, n_out))
            for n_in, n_out in ((1, 32), (32, 64))
        ]
        self.head = self.heads(7 * 7 * 64, setting.n_classes)
        self.build_optimizer()

    def __call__(self, x):
        """Return source and class logits."""
        for kernel, bias in self.levels:
            x = leaky(tf.nn.bias_add(tf.nn.conv2d(x, kernel, 2, "SAME"), bias))
        x = tf.reshape(x, (x.shape[0], -1))
        return judge(x, *self.head)
