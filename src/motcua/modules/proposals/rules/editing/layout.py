"""Where things stand in a YAML text: the spans of nodes, items and lines."""

from collections.abc import Sequence

import yaml

from motcua.kernel.errors import NotFound

Step = str | int


def node_at(top: yaml.Node, path: Sequence[Step]) -> yaml.Node:
    node = top
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = pair_at(node, step)[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        else:
            raise NotFound("nothing is there")
    return node


def pair_at(node: yaml.Node, name: Step) -> tuple[yaml.Node, yaml.Node]:
    for key, value in node.value:
        if key.value == str(name):
            return key, value
    raise NotFound("nothing is there")


def is_flow(node: yaml.Node) -> bool:
    """Whether it is a table or list in braces or brackets."""
    return bool(getattr(node, "flow_style", False))


def composed(text: str) -> yaml.Node:
    """:raises NotFound: there is nothing in it"""
    top = yaml.compose(text, Loader=yaml.CSafeLoader)
    if top is None:
        raise NotFound("nothing is there")
    return top


def end_of(text: str, node: yaml.Node) -> int:
    """Where the node's own text ends. The marks of blocks run on to what comes next."""
    if isinstance(node, yaml.ScalarNode):
        end: int = node.end_mark.index
        if node.style in {"|", ">"} or not node.style:
            return max(node.start_mark.index, len(text[:end].rstrip()))
        return end
    if is_flow(node) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    if isinstance(node, yaml.MappingNode):
        key, value = last
        return max(int(key.end_mark.index) + 1, end_of(text, value))
    return end_of(text, last)


def items_of(text: str, node: yaml.Node) -> list[tuple[int, int]]:
    """The span of each pair or item; in a block list the dash belongs to it."""
    if isinstance(node, yaml.MappingNode):
        return [
            (key.start_mark.index, max(key.end_mark.index + 1, end_of(text, value)))
            for key, value in node.value
        ]
    if is_flow(node):
        return [(item.start_mark.index, end_of(text, item)) for item in node.value]
    column = node.start_mark.column
    return [(_dash(text, item.start_mark.index, column), end_of(text, item)) for item in node.value]


def line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """After the line break of the line the index stands on."""
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1


def _dash(text: str, index: int, column: int) -> int:
    at = index - 1
    while at >= 0 and not (text[at] == "-" and at - line_start(text, at) == column):
        at -= 1
    return max(at, 0)
