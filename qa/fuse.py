"""One ranking from several."""

from __future__ import annotations

from collections.abc import Mapping


def weighted_sum(scores: Mapping[str, Mapping[int, float]], weights: Mapping[str, float]) -> list[tuple[int, float]]:
    """Each key with its fused score, best first, ties broken by the smaller key.

    The convex combination of Bruch, Gai and Ingber (2023), which keeps how much better the first is than the second
    and so beats reciprocal ranks where one search is much the stronger (docs/why.md).

    Args:
        scores: by name of the search, the score of each key, on a scale that is the same for every question; a key
            that a search did not find counts 0 there.
        weights: by the same names.
    """
    fused: dict[int, float] = {}
    for name, found in scores.items():
        for key, score in found.items():
            fused[key] = fused.get(key, 0.0) + weights[name] * score
    return sorted(fused.items(), key=lambda item: (-item[1], item[0]))
