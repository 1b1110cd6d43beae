"""Thresholds and weights that turn raw scores into honest ones, chosen on the dev files only."""
