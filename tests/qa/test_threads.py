"""Threads of one core each leave every other thread as it was."""

import threading

import torch

from qa.threads import single_core_threads


def cores_of_a_new_thread() -> int:
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(torch.get_num_threads()))
    thread.start()
    thread.join()
    return found[0]


def test_its_threads_compute_on_one_core_and_all_others_as_before() -> None:
    before = torch.get_num_threads()
    torch.set_num_threads(3)
    try:
        pool = single_core_threads()
        meeting = threading.Barrier(3)

        def cores(_: int) -> int:
            meeting.wait()
            return torch.get_num_threads()

        assert list(pool.map(cores, range(6))) == [1] * 6
        assert torch.get_num_threads() == 3
        assert cores_of_a_new_thread() == 3
        assert list(pool.map(cores, range(3))) == [1] * 3
    finally:
        torch.set_num_threads(before)
