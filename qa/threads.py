"""Threads that compute side by side on one core each, rather than all cores on one small product after another."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import torch


def single_core_threads() -> ThreadPoolExecutor:
    """As many threads as PyTorch would use cores; each of them computes on one, all other threads as before.

    Sharing out a product of a few hundred rows makes the cores wait for each other, twice as long where something else
    runs on one of them.
    """
    cores = torch.get_num_threads()
    pool = ThreadPoolExecutor(cores, "reader", initializer=_take_one_core)
    # All start now: what a thread sets is also what every thread that begins later finds, until it is set back.
    started = threading.Barrier(cores)
    list(pool.map(lambda _: started.wait(), range(cores)))
    torch.set_num_threads(cores)
    return pool


def _take_one_core() -> None:
    torch.get_num_threads()  # PyTorch gives a thread the number set last when it first asks: that is over now
    torch.set_num_threads(1)
