"""Text as markup: it shows what is there, and means what it meant."""

import base64
import re
import time

import pytest

from autograder import images, visible
from autograder.room import Room


def plain(markup):
    """What a reader sees."""
    return re.sub("<[^>]+>", "", markup).replace("&lt;", "<").replace("&#39;", "'")


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x00", "\x1b", "\u2028"])
def test_characters_that_cannot_be_seen_are_shown_by_their_code_point(char):
    for show in (visible.text, visible.code):
        shown = show(f"a{char}b")
        assert char not in shown
        assert f"U+{ord(char):04X}" in shown


@pytest.mark.parametrize("char", ["\u00a0", "\u3164", "\u2800", "\ufe0f", "\ud800", "\ue000"])
def test_so_are_blanks_that_are_no_spaces_and_codes_without_a_character(char):
    assert f"U+{ord(char):04X}" in visible.text(f"a{char}b")


@pytest.mark.parametrize("text", ["Łukasz Évans", "价格", "α = β", "✔\ufe0f", "a\tb\nc", "مرحبا"])
def test_what_can_be_seen_stays(text):
    assert visible.text(text) == text


def test_code_is_coloured_and_its_lines_are_numbered():
    shown = visible.code('@jit\ndef f(x):\n    """Doc\n    string."""\n    return x + 1  # <b>')
    assert shown.count('<span class="l">') == 5
    assert '<span class="k">def</span> <span class="f">f</span>' in shown
    assert '<span class="m">1</span>' in shown
    assert "<b>" not in shown
    assert plain(shown).endswith("return x + 1  # &lt;b&gt;\n".replace("&lt;", "<"))


def test_lines_can_be_marked():
    assert visible.code("a\nb\nc", {2}).count("l same") == 1
    assert '<span class="l same">b\n</span>' in visible.code("a\nb\nc", {2})


@pytest.mark.parametrize("source", ["", "\n\n", "x =", "'''", "\r\nx\r\n", "\x0c", "é" * 10, "€\\"])
def test_no_character_of_the_code_is_lost(source):
    shown = plain(visible.code(source)).replace("U+000C", "\x0c")
    assert shown.rstrip("\n") == source.replace("\r\n", "\n").rstrip("\n")


@pytest.mark.parametrize("source", ["(" * 12_000, "'" * 12_000, "\\" * 12_000, "f'{" * 4_000])
def test_code_made_to_be_slow_is_shown_at_once(source):
    started = time.process_time()
    visible.code(source)
    assert time.process_time() - started < 10


def test_colours_of_a_terminal_stay_and_its_other_commands_go():
    shown = visible.terminal(
        "\x1b[31;1mred\x1b[0m plain \x1b[38;5;2mgreen\x1b[39m \x1b[2J\x1b]0;t\x07."
    )
    assert shown == ('<span class="a1 ab">red</span> plain <span class="a2">green</span> .')
    assert visible.terminal("\x1b[48;2;1;2;3mx\x1b[49my") == '<span class="am">x</span>y'
    assert visible.terminal("\x1b[38;5;9mx\x1b[38;2;1;2;3my") == '<span class="a1">x</span>y'
    assert visible.terminal("\x1b[31mone\x1b[32m<two>") == (
        '<span class="a1">one</span><span class="a2">&lt;two&gt;</span>'
    )


def test_a_line_that_was_overwritten_shows_its_last_state():
    assert visible.terminal("10 %\r50 %\r100 %\r\ndone\r") == "100 %\ndone"


def test_backticks_mean_code_in_prose():
    assert visible.prose("use `a < b`") == "use <code>a &lt; b</code>"
    assert visible.prose("`one") == "`one"


def test_a_text_that_does_not_fit_is_cut_with_a_word():
    room = Room(1_000)
    shown = room.text("x" * 500 + "y" * 500 + "z", most=100, tail=0.5)
    assert shown.startswith("x" * 50)
    assert shown.endswith("y" * 49 + "z")
    assert "[901 more characters are left out]" in shown
    assert len(Room(1_000).text("\u202e" * 1_000)) <= 1_100
    assert "[5 more characters" in Room(0).text("12345")


def test_what_is_no_image_is_none():
    assert images.read("png", "aGVsbG8=") is None
    assert images.read("jpeg", "aGVsbG8=") is None
    assert images.read("png", "") is None
    assert images.read("png", '"><script>') is None


def test_the_size_of_a_jpeg_is_read_from_its_frame():
    head = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 10
    frame = b"\xff\xc0\x00\x11\x08\x00\x20\x00\x40" + b"\0" * 10
    found = images.read("jpeg", base64.b64encode(head + frame).decode())
    assert (found.width, found.height) == (64, 32)
    bomb = b"\xff\xc0\x00\x11\x08\xff\xff\xff\xff" + b"\0" * 10
    assert images.read("jpeg", base64.b64encode(head + bomb).decode()) is None
