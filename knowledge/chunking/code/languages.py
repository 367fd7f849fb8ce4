"""The languages that are read by symbol."""

from __future__ import annotations

from tree_sitter import Node

from knowledge.chunking.code.grammar import Grammar, first_of, large, name_field, named, said, word

_FUNCTIONS = frozenset("arrow_function function_expression function generator_function class".split())
_VERBS = frozenset("get post put patch delete head options all use".split())


def _bound(node: Node) -> str | None:
    """`const name = …` where the value is a function, or long enough to be looked for."""
    declared = first_of(node, ["variable_declarator"])
    return None if declared is None else _valued(declared, node)


def _field(node: Node) -> str | None:
    return _valued(node, node)


def _valued(declared: Node, whole: Node) -> str | None:
    value = declared.child_by_field_name("value")
    worth = large(whole) or (value is not None and value.type in _FUNCTIONS)
    return name_field(declared) or _property(declared) if worth else None


def _property(node: Node) -> str | None:
    found = node.child_by_field_name("property")
    return None if found is None else said(found)


def _assigned(node: Node) -> str | None:
    """`exports.name = function …`."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None or not (right.type in _FUNCTIONS or large(node)):
        return None
    return said(left).removeprefix("module.").removeprefix("exports.")


def _route(node: Node) -> str | None:
    """`app.get('/orders', …)` -> 'GET /orders'."""
    called, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if called is None or given is None or not given.named_children:
        return None
    verb, path = _property(called) or "", given.named_children[0]
    if verb not in _VERBS or path.type != "string" or not said(path)[1:].startswith("/"):
        return None
    return f"{verb.upper()} {said(path)[1:-1]}"


def _default(node: Node) -> str | None:
    """`export default` of something without a name."""
    return "default" if node.child_by_field_name("value") is not None and large(node) else None


def _receiver(node: Node) -> str | None:
    """A method of Go under its type."""
    receiver = node.child_by_field_name("receiver")
    declared = None if receiver is None else first_of(receiver, ["parameter_declaration"])
    kind = None if declared is None else declared.child_by_field_name("type")
    name = name_field(node)
    return name if kind is None or name is None else f"{word(said(kind))}.{name}"


def _only(node: Node) -> str | None:
    """The name in a declaration that holds a single one."""
    specs = [child for child in node.named_children if child.type in ("type_spec", "type_alias")]
    return name_field(specs[0]) if len(specs) == 1 else None


def _many(node: Node) -> str | None:
    spec = first_of(node, ["const_spec", "var_spec", "var_spec_list"])
    return name_field(spec) if spec is not None and large(node) else None


def _implemented(node: Node) -> str | None:
    kind = node.child_by_field_name("type")
    return None if kind is None else word(said(kind))


def _python_value(node: Node) -> str | None:
    left = node.child_by_field_name("left")
    return said(left) if left is not None and left.type == "identifier" and large(node) else None


def _sql_object(node: Node) -> str | None:
    found = first_of(node, ["object_reference"])
    if node.type == "create_index":
        found = node.child_by_field_name("column") or found
    return None if found is None else said(found).replace('"', "").replace("`", "")


_SCRIPT = Grammar(
    package="tree_sitter_typescript",
    function="language_typescript",
    symbols={
        **named(
            "function_declaration generator_function_declaration function_signature method_definition method_signature "
            "abstract_method_signature class_declaration abstract_class_declaration interface_declaration "
            "type_alias_declaration enum_declaration internal_module module"
        ),
        **named("lexical_declaration variable_declaration", _bound),
        **named("public_field_definition field_definition", _field),
        **named("assignment_expression", _assigned),
        **named("call_expression", _route),
        **named("export_statement", _default),
    },
    containers=frozenset("class_declaration abstract_class_declaration internal_module module".split()),
    wrappers=frozenset("export_statement ambient_declaration expression_statement".split()),
    leading=frozenset({"comment", "decorator"}),
)
TYPESCRIPT = _SCRIPT
TSX = Grammar(**{**vars(_SCRIPT), "function": "language_tsx"})
JAVASCRIPT = Grammar(**{**vars(_SCRIPT), "package": "tree_sitter_javascript", "function": "language"})
PYTHON = Grammar(
    package="tree_sitter_python",
    symbols={**named("function_definition class_definition"), **named("assignment", _python_value)},
    containers=frozenset({"class_definition"}),
    wrappers=frozenset({"decorated_definition", "expression_statement"}),
)
GO = Grammar(
    package="tree_sitter_go",
    symbols={
        **named("function_declaration type_spec type_alias"),
        **named("method_declaration", _receiver),
        **named("type_declaration", _only),
        **named("const_declaration var_declaration", _many),
    },
    containers=frozenset(),
    lists=frozenset({"type_declaration"}),
)
RUST = Grammar(
    package="tree_sitter_rust",
    symbols={
        **named(
            "function_item function_signature_item struct_item enum_item union_item trait_item mod_item "
            "macro_definition type_item"
        ),
        **named("impl_item", _implemented),
        **named("const_item static_item", lambda node: name_field(node) if large(node) else None),
    },
    containers=frozenset({"trait_item", "impl_item", "mod_item"}),
    leading=frozenset({"line_comment", "block_comment", "attribute_item"}),
    joint="::",
)
JAVA = Grammar(
    package="tree_sitter_java",
    symbols={
        **named(
            "class_declaration interface_declaration enum_declaration record_declaration method_declaration "
            "annotation_type_declaration constructor_declaration compact_constructor_declaration"
        ),
        **named("field_declaration", _bound),
    },
    containers=frozenset(
        "class_declaration interface_declaration enum_declaration record_declaration "
        "annotation_type_declaration".split()
    ),
    lists=frozenset({"enum_body_declarations"}),
    leading=frozenset({"line_comment", "block_comment"}),
)
SQL = Grammar(
    package="tree_sitter_sql",
    symbols=named(
        "create_table create_view create_materialized_view create_function create_procedure create_index create_type "
        "create_trigger create_sequence create_schema create_policy alter_table alter_type drop_table",
        _sql_object,
    ),
    containers=frozenset(),
    wrappers=frozenset({"statement"}),
    leading=frozenset({"comment", "marginalia"}),
)
