"""What is written as YAML reads back as what it was."""

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.words import nfc
from motcua.modules.catalogue.rules.findings import Findings, Mark
from motcua.modules.catalogue.rules.sources import (
    Listing,
    Node,
    Scalar,
    Table,
    json_of,
    tree_of,
)
from motcua.modules.catalogue.rules.writing import written

HERE = Mark("x.yaml")
SIGNS = st.sampled_from([
    *":#-|>?!&*{}[],'\"%@`~ \t\n\\", "\xa0", "\x85", "\u2028", "true", "null", "- ", ": ", " #",
    "\n\n", "\n ", "\n\t", "12", "0.5", "Ủy",
])  # fmt: skip
TEXTS = st.one_of(
    st.lists(SIGNS | st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
    .map("".join)
    .map(lambda text: nfc(text.replace("\ufeff", ""))),
    st.sampled_from(["", "null", "true", "007", "12", "-3", "~", "2.000635", "yes", "---", "..."]),
)
SCALARS = st.one_of(
    TEXTS.map(lambda text: Scalar(text, is_plain=False, mark=HERE)),
    st.integers(-(10**15), 10**15).map(
        lambda number: Scalar(str(number), is_plain=True, mark=HERE)
    ),
    st.sampled_from(["true", "false", "null", ""]).map(
        lambda word: Scalar(word, is_plain=True, mark=HERE)
    ),
)
NODES: st.SearchStrategy[Node] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda items: Listing(tuple(items), HERE)),
        st.dictionaries(TEXTS, inner, max_size=4).map(
            lambda entries: Table(entries, dict.fromkeys(entries, HERE), HERE)
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None)
@given(NODES)
def test_it_reads_back_as_it_was(tree: Node) -> None:
    found = Findings()

    again = tree_of(written(tree), "x.yaml", found)

    assert list(found) == []
    assert again is not None
    assert json_of(again) == json_of(tree)


def test_texts_of_several_lines_stay_readable() -> None:
    name = Scalar("Đăng ký", is_plain=False, mark=HERE)
    text = Scalar("Nộp tại xã.\n- Kiểm tra: đủ\n\nTrả kết quả", is_plain=False, mark=HERE)
    tree = Table({"name": name, "steps": Listing((text,), HERE)}, {}, HERE)

    assert written(tree) == (
        "name: Đăng ký\nsteps:\n  - |-\n    Nộp tại xã.\n    - Kiểm tra: đủ\n\n    Trả kết quả\n"
    )
