"""Tiny language models of real architectures that write what a test set them to."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

TOLD = "远山捐助了26个书屋[1]。"
TEMPLATE = "{% for message in messages %}{{ message['content'] }}{% endfor %}<|答|>"


def save_writer(
    folder: Path, kind: str, chain: Sequence[str], *, template: str = TEMPLATE, bytewise: bool = False
) -> Path:
    """A causal model whose layers add nothing, so that each token is followed by the next one in `chain`."""
    import torch
    import transformers
    from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers

    special = ["[UNK]", "<|end|>", "<|答|>"]
    signs = pre_tokenizers.ByteLevel.alphabet() if bytewise else sorted({*TOLD, *"：远山丁一"})
    vocabulary = {token: n for n, token in enumerate([*special, *signs])}
    if bytewise:
        made = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
        made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        made.decoder = decoders.ByteLevel()
    else:
        made = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
        made.pre_tokenizer = pre_tokenizers.Split(Regex(r"[\s\S]"), "isolated")
        made.decoder = decoders.Fuse()
    made.add_special_tokens(special)
    tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_object=made, unk_token="[UNK]", eos_token="<|end|>")
    tokenizer.chat_template = template or None
    tokenizer.save_pretrained(folder)
    torch.manual_seed(5)
    size = {"vocab_size": len(vocabulary), "tie_word_embeddings": False, "eos_token_id": 1, "bos_token_id": None}
    if kind == "GPT2LMHeadModel":
        config = transformers.GPT2Config(n_embd=64, n_layer=1, n_head=2, n_positions=4096, **size)
    else:
        config = transformers.Qwen3Config(
            hidden_size=64, intermediate_size=64, num_hidden_layers=1, num_attention_heads=2, num_key_value_heads=1,
            head_dim=32, max_position_embeddings=4096, **size,
        )  # fmt: skip
    model = getattr(transformers, kind)(config)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if any(part in name for part in ("o_proj", "down_proj", "c_proj", "wpe")):
                weight.zero_()
        table = model.get_input_embeddings().weight
        table.copy_(torch.nn.functional.normalize(torch.randn_like(table)))
        heads = model.get_output_embeddings().weight.zero_()
        for before, after in pairwise(chain):
            heads[vocabulary[after]] += table[vocabulary[before]]
    model.save_pretrained(folder)
    return folder
