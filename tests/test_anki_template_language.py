"""Anki's template language: read and refused as Anki does, rendered as Anki does."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.anki.template_language import TemplateError, parse, render, with_buttons
from tests.anki_backend import Learner

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("Front", "Back")
GOOD = (
    "{{Front}}",
    "{{ Front }} {{#Back}}{{Back}}{{/Back}}{{^Back}}none{{/Back}}",
    "{{#Front}}{{#Back}}both{{/Back}}{{/Front}}{{Front}}",
    "{{Front}} {braces} }} {{",
    "{{{Front}}}",
    "<!-- {{Nope}} {{#Front}} -->{{Front}}<!-- {{Front}}",
    "{{text:Front}}|{{furigana:Front}}|{{kana:Front}}|{{kanji:Front}}|{{strange:Front}}|{{text:kanji:Front}}",
    "{{type:Front}}{{type:nc:Front}}{{Front}}",
    "{{tts zh_CN:Front}}{{Front}}{{tts en_GB voices=A,B speed=0.8:Back}}",
    "{{Tags}}|{{Type}}|{{Deck}}|{{Subdeck}}|{{Card}}|{{CardFlag}}{{Front}}",
    "{{#Tags}}{{Tags}}{{/Tags}}{{Front}}",
)
BAD = (
    ("{{Nope}}", 1, "no field called 'Nope'"),
    ("{{Front}}\n{{#Nope}}x{{/Nope}}", 2, "no field called 'Nope'"),
    ("\n\n{{text: Front}}", 3, "no field called ' Front'"),
    ("{{#Front}}{{Front}}", 1, "is never closed; add {{/Front}}"),
    ("{{Front}}\n{{/Front}}", 2, "never opened"),
    ("{{#Front}}\n{{^Back}}\n{{/Front}}{{/Back}}", 3, "{{/Back}} must be"),
)
VALUES = (
    {"Front": "我去 银[yín] 行[háng]", "Back": "<div></div> <br>"},  # I go to the bank
    {"Front": "<b>a</b> [sound:x.mp3] c", "Back": "back"},
    {"Front": "plain", "Back": ""},
)


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    with Learner(tmp_path_factory.mktemp("learner")) as learner:
        yield learner


@pytest.mark.anki
@pytest.mark.parametrize("template", GOOD)
@pytest.mark.parametrize("values", VALUES, ids=lambda values: values["Front"][:5])
def test_anki_shows_the_same(learner: Learner, template: str, values: dict[str, str]) -> None:
    """What Anki takes is taken, and both sides are rendered to the same HTML."""
    col = learner.col
    kind = col.models.by_name("Basic")
    assert kind is not None
    kind["tmpls"][0].update(qfmt=template, afmt="{{FrontSide}}<hr id=answer>" + template)
    col.models.update_dict(kind)
    note = col.new_note(kind)
    note.fields, note.tags = list(values.values()), ["t1", "t2"]
    shown = note.ephemeral_card().render_output()
    given_by_anki = {
        **values,
        "Tags": "t1 t2",
        "Type": "Basic",
        "Card": "Card 1",
        "CardFlag": "flag0",
        **dict.fromkeys(("Deck", "Subdeck"), "(Deck)"),
    }
    front = with_buttons("q", render(parse(template, NAMES), given_by_anki))
    back = parse("{{FrontSide}}<hr id=answer>" + template, NAMES)
    assert front == shown.question_text
    assert with_buttons("a", render(back, {**given_by_anki, "FrontSide": front})) == shown.answer_text


@pytest.mark.anki
@pytest.mark.parametrize(("template", "line", "problem"), BAD)
def test_what_anki_refuses_is_refused(learner: Learner, template: str, line: int, problem: str) -> None:
    """A field that is not there and a condition left open are named with their line; Anki refuses them, too."""
    from anki.errors import CardTypeError

    with pytest.raises(TemplateError) as caught:
        parse(template, NAMES)
    assert caught.value.line == line
    assert problem in caught.value.problem
    kind = learner.col.models.by_name("Basic")
    assert kind is not None
    kind["tmpls"][0]["qfmt"] = template
    with pytest.raises(CardTypeError):
        learner.col.models.update_dict(kind)


@pytest.mark.anki
def test_braces_without_a_name_are_refused(learner: Learner) -> None:
    """Anki saves a template with empty braces, and then shows an error in the place of the card."""
    with pytest.raises(TemplateError, match="line 1: there is no field called ''"):
        parse("{{Front}}{{}}", NAMES)
    kind = learner.col.models.by_name("Basic")
    assert kind is not None
    kind["tmpls"][0].update(qfmt="{{Front}}{{}}")
    learner.col.models.update_dict(kind)
    note = learner.col.new_note(kind)
    note.fields = ["x", "y"]
    assert "has a problem" in note.ephemeral_card().render_output().question_text


def test_text_stays_escaped() -> None:
    """The filter `text` takes markup away; what was escaped, since it came from a text, stays so."""
    assert render(parse("{{text:Front}}", NAMES), {"Front": "<b>a</b> &lt;i&gt; &amp;"}) == "a &lt;i&gt; &amp;"


def test_a_hint_folds_without_a_script() -> None:
    """Anki hides a hint by a script; here it folds, and an empty one is not there."""
    parts = parse("{{hint:Front}}", NAMES)
    assert render(parts, {"Front": "x"}) == '<details class="hint"><summary>Front</summary>x</details>'
    assert render(parts, {"Front": ""}) == ""


@given(st.text(alphabet="{}#^/ FrontBack<!->:\n"))
def test_any_text_is_a_template_or_told_to_be_none(text: str) -> None:
    """Whatever somebody writes, it is read or refused with a line that exists; nothing else happens."""
    try:
        render(parse(text, NAMES), {"Front": "x"})
    except TemplateError as error:
        line = error.line
    else:
        line = 1
    assert 1 <= line <= text.count("\n") + 1


@pytest.mark.anki
@pytest.mark.parametrize(
    ("expected", "typed"),
    [("nǐhǎo", "nihao"), ("nǐhǎo", "nǐhǎo"), ("nǚ'ér", "nu'er"), ("lǜsè", "lüse"), ("ni3hao3", "ni3hao3")],
)
def test_what_anki_takes_for_right(learner: Learner, expected: str, typed: str) -> None:
    """A reading card forgives tone marks and the dots of ü that are left out; numbers are right where shown."""
    assert learner.col.compare_answer(expected, typed, combining=False) == (
        f"<code id=typeans><span class=typeGood>{html.escape(expected)}</span></code>"
    )
