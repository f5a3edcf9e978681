"""How Bot API HTML becomes text and entities, and those become what the page shows."""

import pytest

from bot.playground.bot_html import parse
from bot.playground.entities import Entity
from bot.playground.errors import ApiError
from bot.playground.safe_html import safe_html


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>bold</b>", "bold", [Entity("bold", 0, 4)]),
        ("<STRONG>x</STRONG>", "x", [Entity("bold", 0, 1)]),
        ("<i>a</i><em>b</em>", "ab", [Entity("italic", 0, 1), Entity("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [Entity("underline", 0, 1), Entity("underline", 1, 1)]),
        ("<s>a</s>", "a", [Entity("strikethrough", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [Entity("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [Entity("spoiler", 0, 1)]),
        ("<code>AB-12</code>", "AB-12", [Entity("code", 0, 5)]),
        (
            '<pre><code class="language-python">x = 1</code></pre>',
            "x = 1",
            [Entity("pre", 0, 5, language="python")],
        ),
        ("<blockquote>q</blockquote>", "q", [Entity("blockquote", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [Entity("expandable_blockquote", 0, 1)]),
        (
            '<a href="https://x.example/?a=1&amp;b=2">go</a>',
            "go",
            [Entity("text_link", 0, 2, "https://x.example/?a=1&b=2")],
        ),
        ("<a>example.org</a>", "example.org", [Entity("text_link", 0, 11, "http://example.org")]),
        ('<a href="javascript:alert(1)">go</a>', "go", []),
        ("<b>a<i>b</i></b>", "ab", [Entity("bold", 0, 2), Entity("italic", 1, 1)]),
        ("<b></b>x", "x", []),
        ("&lt;b&gt; &amp;&quot;&#33;&#x4e2d;", '<b> &"!中', []),
        ("AT&T &nbsp; &", "AT&T &nbsp; &", []),
        ("😀<b>积分</b>", "😀积分", [Entity("bold", 2, 2)]),
        ("  \n<b>hi</b> there \n", "hi there", [Entity("bold", 0, 2)]),
        ("<b>hi \n</b>", "hi", [Entity("bold", 0, 2)]),
        ("a\r\nb\u202e", "a\nb", []),
    ],
)
def test_html_is_read_as_telegram_reads_it(source: str, text: str, entities: list[Entity]) -> None:
    found = parse(source)
    assert (found.text, list(found.entities)) == (text, entities)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a <br> b", 'Unsupported start tag "br" at byte offset 2'),
        ("积 <x>", 'Unsupported start tag "x" at byte offset 4'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("积<a href=", 'Unclosed start tag "a" at byte offset 3'),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_html_that_cannot_be_read_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a &lt;img src=x&gt; &amp;", "a &lt;img src=x&gt; &amp;"),
        ("<b>积分 <i>😀</i></b>!", "<b>积分 <i>😀</i></b>!"),
        ("<b>&lt;script&gt;</b>\nnext", "<b>&lt;script&gt;</b>\nnext"),
        ("<tg-spoiler>s</tg-spoiler>", '<span class="spoiler">s</span>'),
        (
            '<a href="https://x.example/&quot;onload">l</a>',
            '<a href="https://x.example/&quot;onload" rel="noopener" target="_blank">l</a>',
        ),
        ("<pre>a\n b</pre>", "<pre>a\n b</pre>"),
        ("<blockquote><b>q</b></blockquote>", "<blockquote><b>q</b></blockquote>"),
    ],
)
def test_the_page_gets_safe_html(source: str, shown: str) -> None:
    found = parse(source)
    assert safe_html(found.text, found.entities) == shown


def test_overlapping_entities_still_make_well_formed_html() -> None:
    crossing = (Entity("bold", 0, 2), Entity("italic", 1, 2))
    assert safe_html("abc", crossing) == "<b>a<i>b</i></b><i>c</i>"
