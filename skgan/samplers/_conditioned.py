"""What the samplers without a class head share: how their networks know the class."""

from sklearn.utils._param_validation import StrOptions

from skgan.samplers._base import BaseGANSampler
from skgan.synthesis._plan import CONSTRAINTS

__all__ = ["ConditionedSampler"]


class ConditionedSampler(BaseGANSampler):
    """Tell one generator the class, or train one pair of networks for each class.

    Warning: not to be used directly. Use a derived class.
    """

    _class_head = False
    _parameter_constraints: dict = CONSTRAINTS | {
        "conditioning": [StrOptions({"auto", "class", "per-class"})]
    }

    def __init__(
        self,
        sampling_strategy="auto",
        *,
        preset=None,
        conditioning="auto",
        sample_shape=None,
        value_range=None,
        kernel_fraction="auto",
        clip=True,
        latent_dim="auto",
        latent_distribution="auto",
        generator="auto",
        discriminator="auto",
        loss="auto",
        max_iter="auto",
        batch_size="auto",
        learning_rate="auto",
        label_smoothing="auto",
        instance_noise="auto",
        horizontal_flip="auto",
        diff_augment="auto",
        n_discriminator_steps="auto",
        pretrain_discriminator="auto",
        early_stopping=False,
        validation_fraction=0.1,
        n_iter_no_change=5,
        checkpoint_dir=None,
        dtype_policy=None,
        jit_compile="auto",
        warm_start=False,
        callbacks=None,
        verbose=0,
        random_state=None,
    ):
        super().__init__(
            sampling_strategy,
            preset=preset,
            sample_shape=sample_shape,
            value_range=value_range,
            kernel_fraction=kernel_fraction,
            clip=clip,
            latent_dim=latent_dim,
            latent_distribution=latent_distribution,
            generator=generator,
            discriminator=discriminator,
            loss=loss,
            max_iter=max_iter,
            batch_size=batch_size,
            learning_rate=learning_rate,
            label_smoothing=label_smoothing,
            instance_noise=instance_noise,
            horizontal_flip=horizontal_flip,
            diff_augment=diff_augment,
            n_discriminator_steps=n_discriminator_steps,
            pretrain_discriminator=pretrain_discriminator,
            early_stopping=early_stopping,
            validation_fraction=validation_fraction,
            n_iter_no_change=n_iter_no_change,
            checkpoint_dir=checkpoint_dir,
            dtype_policy=dtype_policy,
            jit_compile=jit_compile,
            warm_start=warm_start,
            callbacks=callbacks,
            verbose=verbose,
            random_state=random_state,
        )
        self.conditioning = conditioning
