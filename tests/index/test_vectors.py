import numpy as np
import pytest

import index.vectors
from index.errors import ArchiveError
from index.vectors import VectorIndex, kind

DIM = 32


def unit(number: int, seed: int = 0):
    rows = np.random.default_rng(seed).normal(size=(number, DIM)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def made(rows) -> VectorIndex:
    index = VectorIndex(DIM, expected=len(rows), sample=rows)
    index.add(np.arange(len(rows)) * 3 + 1, rows)
    return index


@pytest.fixture
def small_limits(monkeypatch):
    monkeypatch.setattr(index.vectors, "FLAT_LIMIT", 100)
    monkeypatch.setattr(index.vectors, "SCALAR_LIMIT", 1000)


def test_the_nearest_and_their_cosines_are_those_of_numpy() -> None:
    rows, question = unit(300), unit(1, seed=1)[0]
    cosines = rows @ question
    best = np.argsort(-cosines)[:10]
    found = made(rows).search(question, 10)
    assert [key for key, _ in found] == [int(place) * 3 + 1 for place in best]
    assert [cosine for _, cosine in found] == pytest.approx(cosines[best].tolist(), abs=1e-6)


@pytest.mark.parametrize(("number", "name"), [(90, "Flat"), (900, "SQ8"), (5000, "IVF64,SQ8")])
def test_every_kind_finds_a_vector_by_itself_and_loses_it_when_removed(small_limits, number, name) -> None:
    rows = unit(number)
    index = made(rows)
    assert index.kind == name == kind(number)
    key, cosine = index.search(rows[7], 1)[0]
    assert (key, cosine) == (22, pytest.approx(1.0, abs=0.02))
    assert index.remove([22, 23]) == 1
    assert 22 not in [key for key, _ in index.search(rows[7], 5)]
    assert len(index) == number - 1


@pytest.mark.parametrize("number", [90, 900, 5000])
@pytest.mark.parametrize("chosen", [1, 3, 40])
def test_every_kind_finds_all_of_the_few_among_which_it_is_to_search(small_limits, tmp_path, number, chosen) -> None:
    rows, question = unit(number), unit(1, seed=1)[0]
    index = made(rows)
    places = np.random.default_rng(2).choice(number, chosen, replace=False)
    index.save(tmp_path / "vectors.faiss", "model 1")
    for one in (index, VectorIndex.load(tmp_path / "vectors.faiss", dim=DIM, model="model 1")):
        found = one.search(question, 100, among=places * 3 + 1)
        assert {key for key, _ in found} == set((places * 3 + 1).tolist())
        assert [cosine for _, cosine in found] == pytest.approx(sorted(rows[places] @ question)[::-1], abs=0.02)
    assert index.search(question, 5, among=np.array([], dtype=np.int64)) == []
    assert index.search(question, 5, among=np.array([10**6])) == []


@pytest.mark.parametrize("number", [0, 90, 900, 5000])
def test_saved_and_loaded_finds_the_same(small_limits, tmp_path, number) -> None:
    rows, question = unit(number), unit(1, seed=1)[0]
    index = made(rows)
    index.generation = 7
    index.save(tmp_path / "vectors.faiss", "model 1")
    loaded = VectorIndex.load(tmp_path / "vectors.faiss", dim=DIM, model="model 1")
    assert (loaded.generation, loaded.kind, len(loaded)) == (7, index.kind, number)
    assert loaded.search(question, 10) == index.search(question, 10)
    loaded.add([100_000], question.reshape(1, DIM))
    assert loaded.search(question, 1)[0][0] == 100_000


def test_ties_are_broken_by_key() -> None:
    index = VectorIndex(DIM)
    row = unit(1)
    for key in (9, 3, 30):
        index.add([key], row)
    assert [key for key, _ in index.search(row[0], 3)] == [3, 9, 30]


def test_asking_for_more_than_there_is_gives_what_there_is() -> None:
    assert len(made(unit(3)).search(unit(1)[0], 10)) == 3
    assert VectorIndex(DIM).search(unit(1)[0], 10) == []


def test_a_vector_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="expected"):
        VectorIndex(DIM).add([1], np.ones((1, DIM + 1), np.float32))


def spoil(data: bytes, how: str) -> bytes:
    match how:
        case "empty":
            return b""
        case "cut off":
            return data[: len(data) // 2]
        case "one bit":
            return data[:-40] + bytes([data[-40] ^ 1]) + data[-39:]
        case "longer":
            return data + b"\0"
        case _:
            return b"hostile" * 1000


@pytest.mark.parametrize("how", ["empty", "cut off", "one bit", "longer", "hostile"])
def test_a_torn_file_is_an_error_of_the_archive(tmp_path, how) -> None:
    path = tmp_path / "vectors.faiss"
    made(unit(50)).save(path, "model 1")
    path.write_bytes(spoil(path.read_bytes(), how))
    with pytest.raises(ArchiveError):
        VectorIndex.load(path, dim=DIM, model="model 1")


def test_a_file_of_another_model_is_an_error_of_the_archive(tmp_path) -> None:
    path = tmp_path / "vectors.faiss"
    made(unit(50)).save(path, "model 1")
    for dim, model in ((DIM, "model 2"), (DIM + 1, "model 1")):
        with pytest.raises(ArchiveError):
            VectorIndex.load(path, dim=dim, model=model)
    with pytest.raises(ArchiveError):
        VectorIndex.load(tmp_path / "missing", dim=DIM, model="model 1")
