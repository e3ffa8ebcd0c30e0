"""From real samples to a synthesizer that draws new ones."""
