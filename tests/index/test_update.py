import json
import os
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from index.archive import Archive
from index.errors import ArchiveError, MismatchError, ModelError
from index.settings import IndexSettings
from index.store import connect, write_lock
from index.update import NAMED_ROWS, Progress, update
from tests.index.bigram_embedder import BigramEmbedder

EMBEDDER = BigramEmbedder()


def page(folder: Path, name: str, headline: str, body: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"{headline}\n\n本报讯（记者 马超）{body}\n", encoding="utf-8")
    return path


def rows(path: Path, *texts: object) -> Path:
    path.write_text(
        "".join(json.dumps(t if isinstance(t, dict) else {"text": t}) + "\n" for t in texts), encoding="utf-8"
    )
    return path


def found(archive: Path, text: str) -> list[str]:
    """The bodies that hold words of the text, through both searches and the truth."""
    with Archive(archive, embedder=EMBEDDER) as opened:
        keys = [key for key, _ in opened.lexical(text, 50)]
        assert set(keys) <= {key for key, _ in opened.dense(text, 10_000)}
        return [article.body for _, _, article, _ in opened.chunks(keys)]


@pytest.fixture
def pages(tmp_path) -> Path:
    page(tmp_path / "pages", "2024-05-06_01.txt", "市总工会慰问职工", "5月6日，市总工会慰问延庆职工。")
    page(tmp_path / "pages", "2024-05-06_02.txt", "技能大赛开幕", "5月6日，京津冀技能大赛开幕，选手入场。")
    return tmp_path / "pages"


def test_pages_go_in_and_are_found(tmp_path, pages) -> None:
    report = update(tmp_path / "archive", [pages], embedder=EMBEDDER)
    assert (report.added, report.replaced, report.unchanged, report.failed) == (2, 0, 0, ())
    assert len(found(tmp_path / "archive", "技能大赛")) == 1
    with Archive(tmp_path / "archive", embedder=EMBEDDER) as archive:
        assert archive.counts().pages == 2
        assert archive.credit_names() == {"马超"}
        (article_id, _) = archive.credited("马超")
        told, known = archive.article(article_id)  # type: ignore[misc]
        assert (told.headline, known.number, known.text) == ("市总工会慰问职工", 1, "")
        whole = archive.page(known.id)
        assert whole is not None and whole.text == (pages / "2024-05-06_01.txt").read_text(encoding="utf-8")
        assert [told for told, _ in archive.articles()] == [
            archive.article(f"2024-05-06_0{number}:01")[0]  # type: ignore[index]
            for number in (1, 2)
        ]


def test_a_second_time_nothing_happens(tmp_path, pages) -> None:
    update(tmp_path / "archive", [pages], embedder=EMBEDDER)
    with Archive(tmp_path / "archive", embedder=EMBEDDER) as archive:
        report = update(tmp_path / "archive", [pages], embedder=EMBEDDER)
        assert (report.added, report.replaced, report.unchanged) == (0, 0, 2)
        assert not archive.refresh()


def test_a_page_that_changed_no_longer_answers_as_it_was(tmp_path, pages) -> None:
    update(tmp_path / "archive", [pages], embedder=EMBEDDER)
    page(pages, "2024-05-06_02.txt", "技能大赛闭幕", "5月6日，京津冀技能大赛闭幕，五百人获奖。")
    report = update(tmp_path / "archive", [pages], embedder=EMBEDDER)
    assert (report.added, report.replaced, report.unchanged) == (0, 1, 1)
    (body,) = found(tmp_path / "archive", "技能大赛")
    assert "五百人" in body
    assert not found(tmp_path / "archive", "选手入场")
    with Archive(tmp_path / "archive", embedder=EMBEDDER) as archive:
        assert archive.article("2024-05-06_02:01") is not None


def test_copies_go_in_once_and_outlive_the_first_of_them(tmp_path, pages) -> None:
    first = pages / "2024-05-06_02.txt"
    (pages / "copy.txt").write_bytes(first.read_bytes())
    report = update(tmp_path / "archive", [pages], embedder=EMBEDDER)
    assert (report.added, report.unchanged) == (2, 1)
    page(pages, first.name, "天气晴", "5月6日，天气晴朗。")
    update(tmp_path / "archive", [first], embedder=EMBEDDER)
    assert len(found(tmp_path / "archive", "技能大赛")) == 1
    page(pages, "copy.txt", "天气阴", "5月6日，天气阴沉。")
    update(tmp_path / "archive", [pages], embedder=EMBEDDER)
    assert found(tmp_path / "archive", "技能大赛") == []
    assert len(found(tmp_path / "archive", "天气")) == 2


def test_files_that_swap_their_contents_lose_nothing(tmp_path, pages) -> None:
    one, two = sorted(pages.iterdir())
    update(tmp_path / "archive", [pages], embedder=EMBEDDER)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    update(tmp_path / "archive", [pages], embedder=EMBEDDER)
    assert len(found(tmp_path / "archive", "技能大赛")) == len(found(tmp_path / "archive", "慰问")) == 1


def test_files_of_one_name_in_two_folders_are_two_pages(tmp_path) -> None:
    for folder in ("a", "b"):
        page(tmp_path / folder, "01.txt", f"工会新闻{folder}", f"工会{folder}的新闻。")
    assert update(tmp_path / "archive", [tmp_path / "a", tmp_path / "b"], embedder=EMBEDDER).added == 2
    assert len(found(tmp_path / "archive", "工会新闻")) == 2


def test_what_is_no_page_is_named_and_the_others_go_in(tmp_path, pages) -> None:
    (pages / "binary.txt").write_bytes(os.urandom(5000))
    (pages / "empty.txt").write_bytes(b"")
    report = update(tmp_path / "archive", [pages, tmp_path / "missing.txt"], embedder=EMBEDDER)
    assert report.added == 2
    assert sorted(Path(source).name for source, _ in report.failed) == ["binary.txt", "empty.txt", "missing.txt"]
    assert all(reason and "\n" not in reason for _, reason in report.failed)


def test_a_date_that_the_sidecar_tells_later_is_taken_over(tmp_path) -> None:
    page(tmp_path / "pages", "first.txt", "工会新闻", "工会的新闻。")
    update(tmp_path / "archive", [tmp_path / "pages"], embedder=EMBEDDER)
    (tmp_path / "pages" / "pages.csv").write_text("file,date,page\nfirst.txt,2024-05-06,3\n", encoding="utf-8")
    assert update(tmp_path / "archive", [tmp_path / "pages"], embedder=EMBEDDER).unchanged == 1
    with Archive(tmp_path / "archive", embedder=EMBEDDER) as archive:
        known = archive.page("first")
        assert known is not None and (known.date is not None, known.number) == (True, 3)


def test_rows_go_in_once_whatever_their_line(tmp_path) -> None:
    path = rows(tmp_path / "news.jsonl", {"title": "工会", "text": "工会新闻。"}, "大赛开幕。", "大赛开幕。")
    report = update(tmp_path / "archive", [path], embedder=EMBEDDER)
    assert (report.added, report.unchanged, report.articles, report.chunks) == (2, 1, 2, 2)
    rows(path, "新的一行。", {"title": "工会", "text": "工会新闻。"}, "大赛开幕。")
    report = update(tmp_path / "archive", [path], embedder=EMBEDDER)
    assert (report.added, report.unchanged) == (1, 2)
    assert found(tmp_path / "archive", "大赛") == ["大赛开幕。"]
    assert found(tmp_path / "archive", "新的一行") == ["新的一行。"]


def test_bad_rows_are_named_then_counted(tmp_path) -> None:
    path = rows(tmp_path / "news.jsonl", *({"date": "坏"} for _ in range(NAMED_ROWS + 7)), "大赛开幕。")
    report = update(tmp_path / "archive", [path], embedder=EMBEDDER)
    assert (report.added, len(report.failed)) == (1, NAMED_ROWS + 1)
    assert "还有 7 行" in report.failed[-1][1]


def test_batches_give_what_one_batch_gives(tmp_path) -> None:
    path = rows(tmp_path / "news.jsonl", *(f"第{number}条新闻，工会大赛{'很' * number}。" for number in range(25)))
    for name, size in (("one", 100), ("many", 3)):
        told: list[Progress] = []
        report = update(
            tmp_path / name, [path], embedder=EMBEDDER, settings=IndexSettings(batch_rows=size), progress=told.append
        )
        assert (report.added, report.chunks) == (25, 25)
        assert (told[-1].stage, told[-1].done, told[-1].pages) == ("done", told[-1].total, 25)
    with Archive(tmp_path / "one", embedder=EMBEDDER) as one, Archive(tmp_path / "many", embedder=EMBEDDER) as many:
        assert dict(one.lexical("工会大赛", 30)) == pytest.approx(dict(many.lexical("工会大赛", 30)))
        assert one.dense("工会大赛", 30) == many.dense("工会大赛", 30)
        assert many.generation > one.generation


def test_another_model_is_refused_in_one_line_before_anything_is_read(tmp_path, pages) -> None:
    update(tmp_path / "archive", [pages], embedder=EMBEDDER)
    for other in (BigramEmbedder(name="other"), BigramEmbedder(revision="2"), BigramEmbedder(dim=32)):
        for refused in (
            lambda other=other: update(tmp_path / "archive", [pages], embedder=other),
            lambda other=other: Archive(tmp_path / "archive", embedder=other),
        ):
            with pytest.raises(MismatchError, match="wenbao update") as raised:
                refused()
            assert "\n" not in str(raised.value)


def test_a_model_that_gives_no_numbers_leaves_the_archive_as_it_was(tmp_path, pages) -> None:
    class Broken(BigramEmbedder):
        def passages(self, texts):
            return np.full((len(texts), self.dim), np.nan, np.float32)

    with pytest.raises(ModelError):
        update(tmp_path / "archive", [pages], embedder=Broken())
    connection = connect(tmp_path / "archive")
    assert connection.execute("SELECT count(*) FROM pages").fetchone() == (0,)
    connection.close()


def test_two_updates_at_once_are_one_too_many(tmp_path, pages) -> None:
    with write_lock(tmp_path / "archive"), pytest.raises(ArchiveError, match="正在被另一个"):
        update(tmp_path / "archive", [pages], embedder=EMBEDDER)
    assert update(tmp_path / "archive", [pages], embedder=EMBEDDER).added == 2


def test_a_writer_that_is_soon_done_is_waited_for(tmp_path, pages) -> None:
    """As when a reader is just mending the searches."""
    holding = threading.Event()

    def hold() -> None:
        with write_lock(tmp_path / "archive"):
            holding.set()
            time.sleep(0.3)

    other = threading.Thread(target=hold)
    other.start()
    holding.wait()
    assert update(tmp_path / "archive", [pages], embedder=EMBEDDER).added == 2
    other.join()
