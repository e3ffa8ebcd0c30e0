"""Whether rows are those that a sampler was fitted on."""

FEW_REPEATS = 0.1  # share of equal training rows; above it, held-out ones are equal too


def share_fitted(synthesizer, held):
    """Return the share of rows that are training rows; 0 if these are often equal.

    If a class has more training rows than the sampler keeps, the number is estimated
    from the rows that are kept.
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
