"""Code is cut by symbol, each with the comment above it."""

from __future__ import annotations

import pytest

from tests.knowledge.chunking.cutting import cut, long, outline


def symbols(path: str, text: str) -> list[str | None]:
    return [symbol for _, _, symbol in outline(path, text)]


TYPESCRIPT = """\
import x from "y";

// What counts.
export const TOKENS = {
  a: 1,
};
const z = 1; // beside
/** Adds. */
@Injectable()
export class A extends B {
  f() { return 1; }
}

export const send = async (to: string) => x(to);
type Id = string;
app.get('/orders/:id', async (req, res) => {
  res.json(1);
});
namespace N { export function q() {} }
exports.run = function () {};
export default function () {
  return 1;
}
"""


def test_typescript() -> None:
    assert outline("a.ts", TYPESCRIPT) == [
        (1, 1, None),
        (3, 6, "TOKENS"),
        (7, 7, None),
        (8, 12, "A"),
        (14, 14, "send"),
        (15, 15, "Id"),
        (16, 18, "GET /orders/:id"),
        (19, 19, "N"),
        (20, 20, "run"),
        (21, 23, "default"),
    ]


def test_tsx_and_javascript() -> None:
    text = "function A() {\n  return <b>x</b>;\n}\nconst B = () => <A />;\n"
    assert outline("a.tsx", text) == outline("a.jsx", text) == [(1, 3, "A"), (4, 4, "B")]
    assert symbols("a.js", "function* g() {}\nclass C { #p = 1 }\n") == ["g", "C"]


def test_python() -> None:
    text = (
        '"""Doc."""\nimport a\n\n# Why.\n@dec\ndef f():\n    return 1\n\n\nX = {\n    1: 2,\n}\n\nclass C:\n    y = 1\n'
    )
    assert outline("a.py", text) == [(1, 2, None), (4, 7, "f"), (10, 12, "X"), (14, 15, "C")]


def test_go() -> None:
    text = (
        "package a\n\n// Get gives.\nfunc (s *Store[T]) Get() {}\n\ntype Store struct{}\n\n"
        "type (\n\tA struct{}\n\t// B is.\n\tB int\n)\nfunc New() {}\n"
    )
    assert outline("a.go", text) == [
        (1, 1, None),
        (3, 4, "Store.Get"),
        (6, 6, "Store"),
        (8, 8, None),
        (9, 9, "A"),
        (10, 12, "B"),
        (13, 13, "New"),
    ]


def test_rust() -> None:
    text = (
        "/// A store.\n#[derive(Debug)]\npub struct S { a: i32 }\n\n"
        "impl<T> Get for S<T> {\n    fn get(&self) {}\n}\nmod m { fn y() {} }\n"
    )
    assert outline("a.rs", text) == [(1, 3, "S"), (5, 7, "S"), (8, 8, "m")]
    methods = long("impl S {", "    /// Gets {number}.\n    fn get_{number}(&self) -> i32 {{ {number} }}", "}", 30)
    assert symbols("a.rs", methods)[:3] == ["S", "S::get_0", "S::get_1"]


def test_java() -> None:
    body = "  /** Gets {number}. */\n  @Override\n  public int get{number}() {{\n    return {number};\n  }}"
    text = long("package a;\n\n/** Doc. */\npublic class A {\n  int x;", body, "}", 30)
    found = outline("A.java", text)
    assert found[:4] == [(1, 1, None), (3, 5, "A"), (6, 10, "A.get0"), (11, 15, "A.get1")]
    assert found[-1][1:] == (len(text.split("\n")), "A.get29"), "the closing brace goes with the last method"


def test_sql() -> None:
    text = (
        '-- CreateTable\nCREATE TABLE "User" (\n  "id" INT\n);\n\n'
        '-- CreateIndex\nCREATE UNIQUE INDEX "User_id" ON "User"("id");\n'
        'ALTER TABLE "Post" ADD CONSTRAINT "f" FOREIGN KEY ("a") REFERENCES "User"("id");\nSELECT 1;\n'
    )
    assert outline("a.sql", text) == [(1, 4, "User"), (6, 7, "User_id"), (8, 8, "Post"), (9, 9, None)]


def test_a_long_class_is_cut_by_method_and_what_lies_between_is_its_own() -> None:
    method = "    # Says {number}.\n    def say_{number}(self):\n        return 'words and words {number}'"
    found = outline("a.py", long("class Talker:\n    greeting = 'hi'", method, "    last = 1", 30))
    assert found[0] == (1, 2, "Talker")
    assert found[1] == (3, 5, "Talker.say_0")
    assert found[-1][2] == "Talker"


def test_a_long_function_is_split_at_its_statements() -> None:
    step = "    if check({number}):\n        # Why it is sent.\n        send(\n            1,\n        )"
    found = cut("a.py", long("def work():", step, times=40))
    assert len(found) > 2
    assert {each.symbol for each in found} == {"work"}
    assert all(each.text.startswith(("def work", "    if check(")) for each in found)


@pytest.mark.parametrize("suffix", ["ts", "py", "go", "rs", "java", "sql", "js"])
def test_broken_code_is_cut_all_the_same(suffix: str) -> None:
    cut(f"a.{suffix}", "function ( {{{ ]]\nclass\n)) def fn impl CREATE\n" * 20)
    cut(f"a.{suffix}", "(" * 5000 + "\n" + "{\n" * 500)


def test_what_shares_a_line_shares_a_chunk() -> None:
    assert outline("a.ts", "class A {} class B {}\nfunction c() {} function d() {\n}\n") == [
        (1, 1, "A"),
        (2, 3, "c"),
    ]


def test_other_languages_are_cut_by_paragraph() -> None:
    text = long("", "def say_{number}\n  puts 'words and words and words'\n\n  puts 2\nend\n", times=40)
    found = cut("a.rb", text)
    assert {each.kind for each in found} == {"ruby"}
    assert all(each.text.startswith("def ") for each in found)


def test_a_comment_set_apart_is_not_that_of_the_symbol_below() -> None:
    assert outline("a.rs", "/// Of the file.\n\nfn x() {}\n") == [(1, 1, None), (3, 3, "x")]
    assert outline("a.py", "# Of the file.\n\ndef x(): ...\n") == [(1, 1, None), (3, 3, "x")]
