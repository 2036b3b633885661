"""What the embedder is trained on reads like questions, and its tokenizer leaves no character without a way to be read."""

import random
from collections import Counter

import numpy as np
import pytest
import torch

pytest.importorskip("gensim")

from training.corpus import Text
from training.embedder import Pairs, loss_of
from training.embedder_near import NEAR, mined, nearer, train
from training.embedder_pairs import like_a_question, of_text, passages
from training.unigram import word_tokenizer

SENTENCE = "会议于3月5日在北京召开，王明主持会议，128名代表参加《工会法》培训。"
BODY = SENTENCE + "代表们围绕职工权益保障、技能提升和企业民主管理进行了热烈的讨论。" * 12


def test_passages_hold_every_sentence_in_order_within_the_length() -> None:
    parts = passages(BODY, 100)
    assert "".join(sentence for part in parts for sentence in part) == BODY
    assert all(sum(map(len, part)) <= 100 for part in parts)


def test_a_question_asks_for_something_that_the_sentence_says() -> None:
    rng = random.Random(7)
    questions = {like_a_question(SENTENCE, rng) for _ in range(200)} - {""}
    assert any("多少名代表" in question for question in questions)
    assert any("谁" in question and "王明" not in question for question in questions)
    assert any("什么时候" in question and "3月5日" not in question for question in questions)


def test_the_same_seed_gives_the_same_pairs() -> None:
    one, other = (list(of_text(Text("标题", BODY), random.Random(3), most=4)) for _ in range(2))
    assert one == other
    assert one[0][0] == "标题"


def test_words_are_cut_where_they_are_likeliest_and_rare_ones_by_character() -> None:
    counts = Counter(
        {"总工会": 50, "总": 5, "工会": 40, "主席": 30, "会": 9, "gdp": 3, "焱": 1, "a": 1, "1": 1, "2": 1}
    )
    tokenizer = word_tokenizer(counts)
    tokens = tokenizer.encode("总工会，主席焱 ＧＤＰ１２a！", add_special_tokens=False).tokens
    assert tokens == ["总工会", "主席", "焱", "gdp", "1", "2", "a"]
    assert tokenizer.encode("龘", add_special_tokens=False).ids == [0]


def test_bags_are_the_chosen_rows_and_a_thinned_one_is_never_empty() -> None:
    ids = np.arange(10, dtype=np.int32)
    pairs = Pairs((ids, ids), (np.array([0, 3, 7, 10]), np.array([0, 3, 7, 10])))
    tokens, offsets = pairs.bags(1, np.array([2, 0]))
    assert tokens.tolist() == [7, 8, 9, 0, 1, 2]
    assert offsets.tolist() == [0, 3]
    tokens, offsets = pairs.bags(1, np.array([2, 0, 1]), keep=0.01)
    assert tokens[offsets].tolist() == [7, 0, 3]


TOWERS = [
    ("谁修了北岸的灯塔", "北岸的灯塔由何远带人修好，用了三年时间，渔民都说方便多了。"),
    ("南岸的灯塔哪年完工", "南岸的灯塔于2019年完工，高30米，是附近最高的建筑。"),
    ("食堂添了什么菜", "工厂食堂添了两道新菜，职工吃得满意，师傅们也高兴。"),
    ("食堂几点开门", "学校的食堂早上六点开门，学生吃完早饭再去上课。"),
]


def test_a_question_is_set_against_what_bm25_takes_for_its_passage_and_never_its_own() -> None:
    counts = Counter(character for pair in TOWERS for text in pair for character in text)
    found = mined(TOWERS, word_tokenizer(counts))
    assert found.near.shape == (4, NEAR)
    assert all(other in near for other, near in zip([1, 0, 3, 2], found.near, strict=True))
    assert not (found.near == found.own[:, None]).any()


def test_a_text_and_its_reprint_are_no_negatives_of_each_other() -> None:
    reprint = TOWERS[0][0] + "呢", TOWERS[0][1] + "本报转载。"
    counts = Counter(character for pair in TOWERS for text in pair for character in text)
    found = mined([TOWERS[0], reprint, *TOWERS[1:]], word_tokenizer(counts))
    assert 1 not in found.near[0]
    assert 0 not in found.near[1]


def test_training_brings_questions_nearer_to_their_passages() -> None:
    pairs = [(f"哪里放着{number}的物件", f"编号{number}的物件放在库里。") for number in range(100, 400)]
    counts = Counter(character for pair in pairs for text in pair for character in text)
    found = mined(pairs, word_tokenizer(counts))
    torch.manual_seed(1)
    table = torch.nn.EmbeddingBag(len(counts) + 2, 256, mode="mean")
    everything = np.arange(len(found.own))
    before = nearer(table, found, everything)
    train(table, found, 0.05, 0.01, 64)
    assert sum(nearer(table, found, everything)) > sum(before)


def test_a_passage_that_stands_twice_is_no_negative_of_itself() -> None:
    def loss(numbers: list[int]) -> float:
        random.seed(1)
        return loss_of(questions, passages, np.array(numbers)).item()

    questions = torch.randn(2, 256, generator=torch.Generator().manual_seed(1))
    # The third passage is the first one again, of which other words were dropped.
    passages = torch.stack((questions[0], questions[1], questions[0] + 0.7 * questions[1]))
    assert loss([0, 1, 0]) < loss([0, 1, 2])
