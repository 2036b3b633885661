"""Synthetic rows hold their answers where they say, and nothing of the articles to measure with."""

import json
import lzma
import random
from pathlib import Path

from training.synthetic import articles, rows_of


def test_synthetic_rows_hold_their_answers_and_negatives_do_not() -> None:
    random.seed(2)
    text = "".join(
        f"{n}月{n}日，平谷区总工会主席王卫{name}来到第{n}建筑公司，为{n}20名职工送去慰问品。他表示，要把服务做到职工心里，让大家满意。"
        for n, name in zip(range(1, 10), "东南西北中发白春夏", strict=True)
    )
    rows = list(rows_of("平谷区总工会慰问一线职工", text, {"nr": ["赵一", "钱二"], "ns": ["海淀", "丰台"]}, 20))
    assert rows
    for row in rows:
        if row.positive:
            assert row.positive.body[row.positive.start : row.positive.end] == row.answer
            assert row.answer not in row.question or len(row.answer) == 1
        for negative in row.negatives if row.answer else ():
            assert row.answer not in negative.body


def test_articles_to_measure_with_are_left_out_even_as_wire_copy(tmp_path: Path) -> None:
    known = "".join(f"第{n}名代表在会上发言，谈到职工之家建设。" for n in range(20))
    other = "".join(f"第{n}场演出在剧场举行，观众反响热烈非凡。" for n in range(20))
    for name, rows in {
        "news-2023.jsonl.xz": [{"text": "本报讯，" + known[:150]}, {"text": other}],
        "broadcast-2022-2026.jsonl.xz": [],
        "kept.jsonl.xz": [{"text": known}],
    }.items():
        with lzma.open(tmp_path / name, "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    assert len(articles(tmp_path, 9, 9)) == 2
    assert articles(tmp_path, 9, 9, [tmp_path / "kept.jsonl.xz"]) == [("", other)]
