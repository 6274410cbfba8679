"""The same text gives the same documents, as PDF and as Markdown."""

from __future__ import annotations

from agreement_2012 import vocabulary
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pdf_files import Block, from_blocks
from pdf_samples import (
    ACTIVITY,
    HEADER_TOLD,
    LO,
    documents,
    heading,
    paragraph,
    told,
)
from repeats import times

from iacheck.readers import ReaderContext, Source, read

PART = st.text("abdefgijklmnoprstuvyæøåÆØÅ", min_size=1, max_size=9)


# No dash inside a word: where it ends the only line that is full, nothing tells whether a space
# stood there too.
WORD = st.builds(
    "".join,
    st.tuples(
        PART,
        st.sampled_from(["", "", "", "", "-", "/", "2", "."]),
        PART,
        st.sampled_from(["", ",", ";"]),
    ),
)


TEXT = st.lists(WORD, min_size=1, max_size=30).map(" ".join)


SHORT = st.lists(WORD, min_size=1, max_size=5).map(" ".join)


BLOCKS = st.lists(
    st.one_of(
        st.builds(heading, st.integers(3, 6), SHORT),
        st.builds(paragraph, TEXT),
        st.builds(lambda items: {"kind": "list", "items": items}, st.lists(TEXT, min_size=1)),
        st.builds(
            lambda items: {"kind": "numbered", "items": items},
            st.lists(TEXT, min_size=1, max_size=9),
        ),
    ),
    max_size=12,
)


def as_markdown(block: Block) -> str:
    if block["kind"] == "heading":
        return f"{'#' * block['level']} {block['text']}"
    if block["kind"] == "list":
        return "\n".join(f"- {item}" for item in block["items"])
    if block["kind"] == "numbered":
        return "\n".join(f"{number}. {item}" for number, item in enumerate(block["items"], 1))
    return str(block["text"])


@settings(max_examples=times(5), phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(BLOCKS, st.booleans(), st.booleans())
def test_the_same_text_gives_the_same_documents(
    blocks: list[Block], justify: bool, hyphenate: bool
) -> None:
    whole = [heading(1, LO), heading(2, ACTIVITY), *blocks]
    text = "\n\n".join(map(as_markdown, whole))
    expected = read(Source("p.md", text.encode()), ReaderContext(vocabulary))
    found = documents(from_blocks(whole, justify=justify, hyphenate=hyphenate))
    assert told(found) == [HEADER_TOLD, *told(expected)]
    assert [d.body for d in found.documents] == [d.body for d in expected.documents]
