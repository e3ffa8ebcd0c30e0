from unittest.mock import Mock

from skgan.callbacks import PeriodicCallback


class Note(PeriodicCallback):
    def begin(self):
        self.told = []

    def act(self, n_iter, sampler):
        self.told.append(n_iter)


def test_updates_are_counted_on_after_a_kill_and_over_classes():
    note, preview = Note(70), Mock(n_iter_before=100)
    note.set_preview(preview)
    for epoch, n_iter in ((3, 100), (4, 125), (5, 130)):
        note.on_epoch_begin(epoch)
        note.on_epoch_end(epoch, {"iteration": float(n_iter)})
    assert note.told == [225]
    preview.n_iter_before = 230
    note.on_epoch_begin(1)
    note.on_epoch_end(1, {"iteration": 50.0})
    assert note.told == [225, 280]
