"""Networks put together: those of several seeds side by side in one model, the stages of one as their mean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from qa.span_model import load, save


def joined(folders: Sequence[Path], out: Path) -> None:
    """Writes one model of the networks in ``folders``, which share one vocabulary and one word table.

    Raises:
        ValueError: the folders differ in vocabulary.
    """
    loaded = [load(folder) for folder in folders]
    features = loaded[0][1]
    if any((other.characters, other.words) != (features.characters, features.words) for _, other in loaded):
        raise ValueError("networks over different vocabularies cannot be joined")
    save(out, [network for networks, _ in loaded for network in networks], features)


def averaged(folders: Sequence[Path], out: Path) -> None:
    """Writes the network whose weights are the mean of those in ``folders``, stages of one training.

    Model soups (Wortsman et al. 2022): stages that grew from one another read better together than the last of them.
    """
    stages = [load(folder) for folder in folders]
    (network, *_), features = stages[0]
    states = [networks[0].state_dict() for networks, _ in stages]
    mean = {name: torch.stack([state[name].float() for state in states]).mean(dim=0) for name in states[0]}
    network.load_state_dict(mean)
    save(out, [network], features)
