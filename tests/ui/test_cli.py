"""The command line as people type it: real processes, real archive, exit status and lines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
QUESTION = "新浪一共捐助了多少个爱心图书室？"


def wenbao(*args: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command and give back what it printed."""
    code = "import sys; sys.argv[0] = 'wenbao'; from ui.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, args)], cwd=cwd, capture_output=True, text=True, timeout=240, check=False
    )


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def test_help_imports_no_heavy_library() -> None:
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom ui.cli import wenbao\n"
        "assert CliRunner().invoke(wenbao, ['--help']).exit_code == 0\n"
        "print([m for m in ('torch','sentence_transformers','transformers','gradio','faiss','tantivy','jieba','numpy') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_a_question_is_answered_with_its_source(seed_archive: Path) -> None:
    result = wenbao("--archive", seed_archive, "ask", QUESTION)
    assert result.returncode == 0, result.stderr
    assert (
        "15个" in result.stdout and "[1]" in result.stdout and "新浪集团工会用爱心点亮乡村儿童阅读梦" in result.stdout
    )


def test_a_batch_keeps_order_and_form_and_quotes_verbatim(seed_archive: Path, tmp_path: Path) -> None:
    batch = tmp_path / "q.jsonl"
    rows = [
        {"id": "b", "question": QUESTION},
        {"id": "a", "question": "怎样做红烧肉？", "history": []},
        {"id": "c", "question": "那里的藏书有多少？", "history": ["视源创新的职工书屋面积多大？"]},
    ]
    batch.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    result = wenbao("--archive", seed_archive, "ask", "--batch", batch, "--json")
    assert result.returncode == 0, result.stderr
    answers = [json.loads(line) for line in lines(result.stdout)]
    assert [answer["id"] for answer in answers] == ["b", "a", "c"]
    listed = wenbao("--archive", seed_archive, "articles", "--json")
    bodies = {row["id"]: row["body"] for row in map(json.loads, lines(listed.stdout))}
    assert len(bodies) == 30
    for answer in answers:
        assert set(answer) >= {"id", "question", "found", "answer", "text", "citations", "passages", "seconds"}
        assert len(answer["passages"]) >= 5 or answer["why"] == "foreign"
        assert answer["found"] == bool(answer["citations"])
        for citation in answer["citations"]:
            assert bodies[citation["article"]][citation["start"] : citation["end"]] == citation["quote"] != ""
    assert answers[0]["found"] and not answers[1]["found"]


def test_a_row_that_is_no_question_is_declined_and_the_others_go_on(seed_archive: Path, tmp_path: Path) -> None:
    batch = tmp_path / "q.jsonl"
    asked = ["？？", "工会" * 1000, QUESTION]
    batch.write_text("\n".join(json.dumps({"question": one}) for one in asked), encoding="utf-8")
    result = wenbao("--archive", seed_archive, "ask", "--batch", batch)
    answers = [json.loads(line) for line in lines(result.stdout)]
    assert result.returncode == 0 and [answer["question"] for answer in answers] == asked
    assert [answer["found"] for answer in answers] == [False, False, True]
    assert "没有看到问题" in answers[0]["text"] and "最多" in answers[1]["text"]


def test_explain_names_each_score(seed_archive: Path) -> None:
    result = wenbao("--archive", seed_archive, "ask", QUESTION, "--json", "--explain")
    row = json.loads(result.stdout)
    assert {"bm25", "cosine", "fused", "confidence", "relevance"} <= set(row["passages"][0]["scores"])
    assert row["read_as"]["kind"] == "number"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["ask", "有人吗？"], "update"),
        (["articles"], "update"),
        (["ask"], "--batch"),
        (["frobnicate"], "--help"),
        (["update", "no-such-file.txt"], "no-such-file.txt"),
        (["pages", "no-such-file.txt"], "no-such-file.txt"),
        (["ask", "--batch", "no-such-file.jsonl"], "no-such-file.jsonl"),
        (["serve", "--port", "99999"], "65535"),
    ],
)
def test_a_mistake_is_one_line_and_status_2(tmp_path: Path, args: list[str], says: str) -> None:
    result = wenbao("--archive", tmp_path / "none", *args, cwd=ROOT)
    assert result.returncode == 2
    assert len(lines(result.stderr)) == 1 and says in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "row",
    [
        "{",
        "[]",
        '{"id": 1}',
        '{"question": 5}',
        '{"question": "谁？", "history": "谁？"}',
        '{"question": null}',
        "[" * 50000,
    ],
)
def test_a_bad_batch_row_is_named_before_anything_is_answered(seed_archive: Path, tmp_path: Path, row: str) -> None:
    batch = tmp_path / "q.jsonl"
    batch.write_text(json.dumps({"question": QUESTION}, ensure_ascii=False) + "\n" + row + "\n", encoding="utf-8")
    result = wenbao("--archive", seed_archive, "ask", "--batch", batch)
    assert result.returncode == 2 and result.stdout == ""
    assert len(lines(result.stderr)) == 1 and "第 2 行" in result.stderr


def test_files_that_are_no_pages_are_named_and_the_others_go_in(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    seed = next((ROOT / "seeds").glob("*.txt"))
    (pages / "good.txt").write_bytes(seed.read_bytes())
    (pages / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (pages / "empty.txt").write_bytes(b"")
    (pages / "huge.txt").write_bytes(("新闻" * 500 + "\n").encode() * 18000)
    result = wenbao("--archive", tmp_path / "a", "update", pages)
    assert "新收 1" in result.stdout
    named = [line for line in lines(result.stderr) if "没有收进" in line]
    assert len(named) == 3 and all(any(name in line for line in named) for name in ("binary", "empty", "huge"))


def test_a_page_is_shown_with_its_furniture() -> None:
    result = wenbao("pages", next((ROOT / "seeds").glob("000*")))
    assert result.returncode == 0, result.stderr
    assert "市总工会赴延庆区调研慰问一线职工" in result.stdout and "不属于任何文章" in result.stdout


def test_eval_prints_figures(seed_archive: Path, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    row = {
        "id": "1", "kind": "number", "question": QUESTION, "answers": ["15个"],
        "articles": ["新浪集团工会用爱心点亮乡村儿童阅读梦"], "history": [],
    }  # fmt: skip
    questions.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    result = wenbao("--archive", seed_archive, "eval", questions, "--json")
    figures = json.loads(result.stdout)
    assert figures["answer short"] == {"percent": 100.0, "of": 1}


def test_doctor_says_what_is_there_and_what_to_type(seed_archive: Path, tmp_path: Path) -> None:
    good = wenbao("--archive", seed_archive, "doctor", "--json")
    assert {row["what"] for row in json.loads(good.stdout)} >= {"Python", "模型", "档案", "磁盘", "端口"}
    bad = wenbao("--archive", tmp_path / "none", "doctor", "--json")
    assert bad.returncode == 2
    assert any(not row["good"] and "wenbao update" in row["says"] for row in json.loads(bad.stdout))
