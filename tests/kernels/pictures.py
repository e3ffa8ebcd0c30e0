"""Pictures of the sorts that kernels have to keep what they are."""

import numpy as np

from skgan.kernels import fit_kernel, policy_of


def fit(rows, policy=None, p=None):
    """Return the kernel of images, of a policy by name or by moves."""
    p = dict.fromkeys(rows) if p is None else p
    policy = None if policy is None else policy_of(policy, "image")
    return fit_kernel("image", rows, p, np.random.RandomState(0), policy=policy)


def drawn(images, policy, n_samples=40, seed=0):
    """Return pictures drawn from those of one class."""
    return fit({0: images}, policy).draw(0, n_samples, np.random.RandomState(seed))


def encoded(images):
    """Return pictures of 0 to 255 as kernels take them."""
    return (np.asarray(images, dtype=np.float32) / 127.5 - 1).astype(np.float32)


def discs(n_pictures, side=24, seed=0):
    """Return masks (n_pictures, side, side) of a disc of random place and size."""
    rng = np.random.RandomState(seed)
    y, x = np.mgrid[:side, :side]
    row, column = rng.uniform(0.35, 0.65, (2, n_pictures, 1, 1)) * side
    radius = rng.uniform(0.15, 0.3, (n_pictures, 1, 1)) * side
    return np.hypot(y - row, x - column) < radius


def icons(n_pictures=12, seed=0):
    """Return pictures of a disc and a bar, each in three colours of its own."""
    colours = np.random.RandomState(seed).randint(0, 256, (3, n_pictures, 1, 1, 3))
    images = np.where(discs(n_pictures, seed=seed)[..., None], colours[0], colours[1])
    images[:, 19:23, 4:20] = colours[2]
    return encoded(images)


def masks(n_pictures=12, seed=0):
    """Return binary pictures, black and white."""
    return encoded(255 * discs(n_pictures, seed=seed)[..., None])


def dithered(n_pictures=12, side=24, seed=0):
    """Return pictures whose grays are patterns of black and white pixels."""
    rng = np.random.RandomState(seed)
    ramp = np.linspace(0, 1, side) * rng.uniform(0.5, 1, (n_pictures, 1, 1))
    ordered = np.tile(np.array([[0.2, 0.6], [0.8, 0.4]]), (side // 2, side // 2))
    return encoded(255 * (np.broadcast_to(ramp, (n_pictures, side, side)) > ordered))[
        ..., None
    ]


def transparent(n_pictures=12, seed=0):
    """Return pictures in four channels: an opaque disc, and what is not is green."""
    rng = np.random.RandomState(seed)
    opaque = discs(n_pictures, seed=seed)[..., None]
    colours = rng.randint(0, 256, (n_pictures, 1, 1, 3))
    rgb = np.where(opaque, colours, [0, 255, 0])
    return encoded(np.concatenate([rgb, 255 * opaque], axis=3))


def noisy(n_pictures=12, seed=0):
    """Return coloured pictures of a disc, with noise in each pixel and channel."""
    rng = np.random.RandomState(seed)
    images = np.where(
        discs(n_pictures, seed=seed)[..., None], [190, 60, 60], [60, 90, 140]
    )
    return encoded(np.clip(images + rng.normal(0, 20, images.shape), 0, 255).round())


def of_one_colour(n_pictures=6, seed=0):
    """Return pictures that are one colour each."""
    colours = np.random.RandomState(seed).randint(0, 256, (n_pictures, 1, 1, 3))
    return encoded(np.broadcast_to(colours, (n_pictures, 24, 24, 3)))


SORTS = {
    "icons": icons,
    "masks": masks,
    "dithered": dithered,
    "transparent": transparent,
    "noisy": noisy,
    "of one colour": of_one_colour,
}
