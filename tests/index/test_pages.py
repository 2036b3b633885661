"""Files to pages: encodings, what is refused and why, dates and numbers, the sidecar, which files are found."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import PageError
from index.issue import issue_of_mast, issue_of_name, numeral
from index.pages import LARGEST, decode, find_pages, page_id, read_page, read_sidecar

TEXT = "市总工会召开会议\r\n\r\n本报讯（记者 马超）1月3日，会议召开。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_page_is_read_in_every_encoding_with_its_newlines(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT.encode(encoding))
    assert read_page(file).text == TEXT


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4))
def test_text_comes_back_from_utf_8(text: str) -> None:
    assert decode(text.encode("utf-8"), "a.txt") == text


def test_a_torn_utf_8_file_stays_utf_8() -> None:
    text = decode(TEXT.encode("utf-8") * 50 + b"\xed\xa0\x80" + "总".encode()[:2], "a.txt")
    assert text.startswith(TEXT)
    assert "\ufffd" in text


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.txt", b"", "空文件"),
        ("a.txt", "\ufeff \n\u3000".encode(), "空文件"),
        ("a.txt", b"%PDF-1.7 text", "PDF"),
        ("a.txt", b"PK\x03\x04rest", "压缩包"),
        ("a.txt", bytes(range(256)) * 40, "二进制"),
        ("a.txt", b"\xff\xfa\xfb\x81" * 200, "既不是"),
        ("a.txt", b"a" * (LARGEST + 1), "MB"),
    ],
)
def test_a_file_that_is_no_page_is_named_with_the_reason_in_one_line(
    tmp_path: Path, name: str, data: bytes, found: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(PageError) as error:
        read_page(file)
    assert name in str(error.value)
    assert found in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(PageError, match=path.name):
            read_page(path)


@pytest.mark.parametrize(
    ("stem", "day", "number", "edition"),
    [
        ("2024-05-06_03", date(2024, 5, 6), 3, None),
        ("20240506_03", date(2024, 5, 6), 3, None),
        ("20240506-A03", date(2024, 5, 6), 3, "A"),
        ("2024年5月6日第3版", date(2024, 5, 6), 3, None),
        ("２０２４年５月６日第１２版", date(2024, 5, 6), 12, None),
        ("二〇二四年五月六日第三版", date(2024, 5, 6), 3, None),
        ("某报_2024.5.6_B02", date(2024, 5, 6), 2, "B"),
        ("2024-05-06", date(2024, 5, 6), None, None),
        ("第十二版", None, 12, None),
        ("2024-02-30_03", None, None, None),
        ("20241306_03", None, None, None),
        ("2024-05-06_00", date(2024, 5, 6), None, None),
        ("2024-05-06_scan1234", date(2024, 5, 6), None, None),
        ("000_2a4d4694f09a8036", None, None, None),
        ("page", None, None, None),
    ],
)
def test_a_file_name_gives_date_and_number_or_nothing(
    stem: str, day: date | None, number: int | None, edition: str | None
) -> None:
    issue = issue_of_name(stem)
    assert (issue.date, issue.number, issue.edition) == (day, number, edition)


@pytest.mark.parametrize(
    ("line", "day", "number"),
    [
        ("2024年5月6日 星期一 第3版", date(2024, 5, 6), 3),
        ("03 要闻 2024.5.6 星期一", date(2024, 5, 6), 3),
        ("某报 二〇二四年五月六日 A5版", date(2024, 5, 6), 5),
        ("2024年5月6日 星期一 今日8版", date(2024, 5, 6), None),
        ("2024年2月30日 版次：4", None, 4),
    ],
)
def test_a_mast_line_gives_date_and_number(line: str, day: date | None, number: int | None) -> None:
    assert (issue_of_mast(line).date, issue_of_mast(line).number) == (day, number)


@given(st.integers(1, 99))
def test_chinese_numerals_are_read(value: int) -> None:
    tens, ones = divmod(value, 10)
    digits = "〇一二三四五六七八九"
    text = (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")
    assert numeral(text) == value
    assert numeral(str(value)) == value


def test_the_sidecar_wins_over_the_file_name(tmp_path: Path) -> None:
    (tmp_path / "pages.csv").write_bytes(
        "file,date,page,edition,paper\r\n2024-05-06_03.txt,2024-05-07,,,某某日报\r\nsub/b.txt,2024年5月8日,A4,,\r\n".encode(
            "gbk"
        )
    )
    (tmp_path / "sub").mkdir()
    for name in ("2024-05-06_03.txt", "sub/b.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    sidecar = read_sidecar(tmp_path)
    first = read_page(tmp_path / "2024-05-06_03.txt", sidecar=sidecar)
    assert (first.date, first.number, first.paper) == (date(2024, 5, 7), 3, "某某日报")
    second = read_page(tmp_path / "sub" / "b.txt", sidecar=sidecar)
    assert (second.date, second.number, second.edition) == (date(2024, 5, 8), 4, "A")
    assert read_page(tmp_path / "c.txt", sidecar=sidecar).date is None
    assert read_sidecar(tmp_path / "sub").rows == {}


@pytest.mark.parametrize(
    "rows",
    [
        "file,date\na.txt,2024-02-30\n",
        "file,page\na.txt,zero\n",
        "file,page\na.txt,0\n",
        "file,page\na.txt\n",
        "file,page\na.txt,1\na.txt,2\n",
        "name,page\na.txt,1\n",
    ],
)
def test_a_bad_row_of_the_sidecar_is_named_by_its_line(tmp_path: Path, rows: str) -> None:
    (tmp_path / "pages.csv").write_text(rows, "utf-8")
    last = len(rows.splitlines()) if not rows.startswith("name") else 1
    with pytest.raises(PageError, match=f"^pages.csv 第 {last} 行") as error:
        read_sidecar(tmp_path)
    assert "\n" not in str(error.value)


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}\.txt", fullmatch=True), st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1
    )
)
def test_what_a_sidecar_says_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: dict[str, date]) -> None:
    folder = tmp_path_factory.mktemp("pages")
    with (folder / "pages.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("file", "date"), *((name, day.isoformat()) for name, day in rows.items())])
    assert {name: row.date for name, row in read_sidecar(folder).rows.items()} == rows


def test_pages_are_found_in_folders_and_nothing_else_is(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    for name in ("b.txt", "a.MD", "deep/c.md", "README.md", ".hidden.txt", ".git/d.txt", "x.jpg", "pages.csv"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("总工会", "utf-8")
    outside.mkdir()
    (outside / "e.txt").write_text("总工会", "utf-8")
    (folder / "link.txt").symlink_to(outside / "e.txt")
    (folder / "linked").symlink_to(outside, target_is_directory=True)
    found = find_pages([folder, folder / "b.txt", folder / "x.jpg"])
    assert [str(path.relative_to(folder)) for path in found] == ["a.MD", "b.txt", "deep/c.md", "x.jpg"]


@pytest.mark.parametrize(
    ("stem", "safe"),
    [("2024-05-06_03", "2024-05-06_03"), ("要闻 第3版", "要闻-第3版"), ("a/../b", "a-..-b"), ("？！", "page")],
)
def test_a_page_id_is_readable_and_safe(stem: str, safe: str) -> None:
    assert page_id(stem) == safe


def test_a_byte_order_mark_makes_no_text_of_binary_data() -> None:
    with pytest.raises(PageError, match="二进制"):
        decode(b"\xff\xfe\x00\x00\x00\x00broken", "a.txt")
    assert decode("南溪区总工会".encode("utf-16"), "a.txt").removeprefix("\ufeff") == "南溪区总工会"
