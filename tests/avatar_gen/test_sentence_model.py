"""Opus-MT: a small Marian network in the files of the real one."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import torch

pytest.importorskip("sentencepiece", reason="sentences need sentencepiece")

import sentencepiece
from transformers import GenerationConfig, MarianConfig, MarianMTModel, MarianTokenizer

from avatar_gen.prompt_translation import translated
from avatar_gen.sentence_model import MODEL, SentenceModel, installed_sentences
from talker.errors import ModelDamaged
from tests.avatar_gen.conftest import Draw
from tests.talker.engines.sadtalker.model_folder import ModelFolder

_CHINESE = ["一个魔法师站在海边", "魔法少女穿着白衬衫", "一个女人在微笑"] * 4
_ENGLISH = ["a wizard stands by the sea", "a magic girl in a white shirt", "a woman smiles"] * 4


def pieces(sentences: list[str]) -> bytes:
    """A model of sentencepiece for a few sentences."""
    made = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=made,
        vocab_size=40,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return made.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The six files."""
    root = tmp_path_factory.mktemp("models") / MODEL
    root.mkdir()
    words = ["</s>", "<unk>"]
    for name, sentences in (("source.spm", _CHINESE), ("target.spm", _ENGLISH)):
        (root / name).write_bytes(pieces(sentences))
        read = sentencepiece.SentencePieceProcessor(model_file=str(root / name))
        words += [read.id_to_piece(index) for index in range(read.get_piece_size())]
    vocabulary = {word: index for index, word in enumerate(dict.fromkeys([*words, "<pad>"]))}
    (root / "vocab.json").write_text(json.dumps(vocabulary), "utf-8")
    pad = vocabulary["<pad>"]
    sizes = {f"{side}_{what}": 2 for side in ("encoder", "decoder") for what in ("layers",)}
    sizes |= {f"{side}_attention_heads": 2 for side in ("encoder", "decoder")}
    sizes |= {f"{side}_ffn_dim": 32 for side in ("encoder", "decoder")}
    config = MarianConfig(
        vocab_size=len(vocabulary),
        d_model=16,
        max_position_embeddings=64,
        static_position_embeddings=True,
        pad_token_id=pad,
        eos_token_id=0,
        decoder_start_token_id=pad,
        forced_eos_token_id=0,
        init_std=1.0,
        **sizes,
    )
    torch.manual_seed(3)
    network = MarianMTModel(config).eval()
    (root / "config.json").write_text(config.to_json_string(), "utf-8")
    spoken = GenerationConfig(
        num_beams=2,
        max_length=24,
        bad_words_ids=[[pad]],
        pad_token_id=pad,
        eos_token_id=0,
        decoder_start_token_id=pad,
    )
    (root / "generation_config.json").write_text(spoken.to_json_string(), "utf-8")
    torch.save(network.state_dict(), root / "pytorch_model.bin")
    return root


def test_sentences_are_translated_as_the_library_itself_does(folder: Path) -> None:
    ours = installed_sentences(ModelFolder(folder.parent))
    assert ours is not None
    tokenizer = MarianTokenizer.from_pretrained(folder)
    network = MarianMTModel.from_pretrained(folder)
    answers = set()
    for sentence in ("一个魔法师", "魔法少女穿着白衬衫"):
        given = tokenizer([sentence], return_tensors="pt")
        expected = tokenizer.decode(network.generate(**given)[0], skip_special_tokens=True)
        assert expected
        assert ours(sentence) == expected.strip().rstrip(".").strip()
        answers.add(expected)
    assert len(answers) == 2


def test_a_tag_with_unknown_words_is_translated_whole(folder: Path) -> None:
    model = SentenceModel(ModelFolder(folder.parent))
    sent = translated("微笑, (魔法师:1.2)", sentences=model)
    assert sent.text == f"smile, ({model('魔法师')}:1.2)"
    assert sent.unknown == ()


def test_what_is_no_opus_mt_is_refused(folder: Path, tmp_path: Path) -> None:
    assert installed_sentences(ModelFolder(tmp_path)) is None
    other = tmp_path / MODEL
    other.mkdir()
    for path in folder.iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    torch.save({"one": torch.ones(2)}, other / "pytorch_model.bin")
    with pytest.raises(ModelDamaged, match="no Opus-MT"):
        SentenceModel(ModelFolder(tmp_path))("魔法")
    (other / "source.spm").write_bytes(b"nothing")
    with pytest.raises(ModelDamaged, match=r"source\.spm"):
        SentenceModel(ModelFolder(tmp_path))("魔法")


@pytest.mark.slow
def test_a_picture_is_drawn_by_what_the_model_says(
    draw: Draw, folder: Path, store: ModelFolder, tmp_path: Path
) -> None:
    target = store.folder / MODEL
    target.mkdir()
    for path in folder.iterdir():
        (target / path.name).write_bytes(path.read_bytes())
    try:
        result = draw(prompt="魔法师", output=tmp_path / "out")
    finally:
        for path in target.iterdir():
            path.unlink()
        target.rmdir()
    (notice,) = result.notices
    assert notice.message.endswith(SentenceModel(ModelFolder(folder.parent))("魔法师"))
