"""Find phrases that are not plain English, or that this project overuses.

    python .ci/check_prose.py [PATH ...]

prints `file:line: phrase -> advice` for each, and exits with 1 if there are any. Code
is not searched: in Markdown, blocks and inline code are left out, and in Python files,
only comments and strings are read. If a phrase is found in a sentence that is right,
make its pattern narrower.
"""

import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

PATHS = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs", "examples", "skgan")
GENERATED = {"docs/_build", "docs/api", "docs/gallery", "docs/sg_execution_times.rst"}
# Not yet in plain English. Remove a page when it has been rewritten.
PENDING: set[str] = set()
START = r"(?:^ ?|(?<=[.:;|*\0-] ))"  # of a sentence, an item or a cell

# Regular expressions, and what to write instead. White space is a single space in the
# text that is searched, and an empty line is a line break.
PATTERNS = {
    # Words that stand for others.
    r"can(?:'t|not)? be had": "is (not) available",
    r"(?<!, )\bbut for\b": "except",
    r"(?<!there )\bis none\b(?! of)": "is invalid, or: there is no ...",
    r"\b(?:is|are) to be\b": "should be, or: must be",
    r"\b(?:is|are) owed to\b": "is due to",
    r"\bby heart\b": "memorise",
    r"\bin the midst of\b": "during",
    r"\bbe it (?:a|after|an|before|by|in|of|on|the|with)\b": "even if",
    r"\bas ever\b": "as usual",
    r"\bmend(?:ed|s|ing)?\b": "fix",
    r"\btold (?:apart|from)\b": "distinguished",
    r"\btell(?:s|ing)? \w+ apart\b": "distinguish",
    r"\btaken for (?:a|an|no)\b": "treated as",
    r"\blent (?:by|to)\b": "taken from, or: transferred to",
    r"\bspelt\b": "written",
    r"\bhard use\b": "heavy use",
    r"\b(?:ought to|shall)\b": "should, or: must",
    r"\b(?:albeit|amidst|henceforth|hitherto|lest|thence|thereof|whence|whereupon)\b": (
        "a plain word"
    ),
    r"\b(?:made|makes?|grown) of real\b": "made from real",
    r"\bsome \d[\d,]*\b(?!-)": "about, or: at most",
    r"\bdo(?:es)? not pay\b": "does not help",
    # Errors and results.
    r"(?<!there )\b(?:is|are) an error\b": "raises an error",
    r"\bend(?:s|ed)? in an? \w*(?:Error|error|traceback)\b": "raises ...",
    r"\b(?:is|are) a warning\b": "a warning is issued",
    r"\bthe bits of\b": "the same result as",
    r"\bto the same bits\b": "with identical results",
    r"\bwhole or not at all\b": "completely or not at all",
    r"\bwhen asked for\b": "when it is accessed",
    # Sentences whose subject has to be guessed.
    START + r"Who(?:ever)? (?!else)\w+(?![^.]*\?)": "if you ...",
    r"\bfor those who\b": "for users of ..., or: if you ...",
    r"\bwhat (?:is|was) there (?:already|as|is|was|of)\b": "the existing ...",
    r"\bthat there (?:is|are) of\b": "name the noun",
    r"\ball that there (?:is|are)\b": "everything",
    r"\bof what there is\b": "name the noun",
    r"(?<=[\w,] )by what (?:held-out|somebody|is|was)\b": "by the ... that",
    r"\bthat nothing (?:is|tells|was|were)\b": "that were not ...",
    # Word order.
    START
    + r"Of (?:an?|columns|images|signals|tables|text) (?!dozen|hundred)": "For ...",
    r"(?<=[a-z] )so (?:draws?|keeps?|learns?|profits?|sees?|stays?)\b": "therefore",
    r"\b(?:callbacks?|class|classes|networks|objects?) of (?:one's|your) own\b": (
        "custom ..., or: your own ..."
    ),
    r"\bgo(?:es|ne)? on (?:as|from|to where|where|with)\b": "continues, or: resumes",
    r"\bstands? (?:above|below|beside|there)\b": "is next to, above, below",
    r"\bas \w+ (?:has|have|wants) it\b": "as in ...",
    r"\bof which more\b": "see ...",
    r"(?:, and|,) (?:all )?the more so\b": "say what is greater",
    r"\bOne (?:can|may|must|should)\b": "you can ...",
    # Spelling that codespell accepts.
    r"\b(?:a lot of|lots of)\b": "many, or: much",
    r"\butili[sz]e[ds]?\b": "use",
    r"\b[Ii]n order to\b": "to",
    r"\bdue to the fact that\b": "because",
}
COMPILED = [(re.compile(key, re.MULTILINE), to) for key, to in PATTERNS.items()]
CODE = {
    ".md": [r"^```(?s:.*?)^```", r"^ {4}.*$", r"(`+)[^`]+?\1"],
    ".py": [r"^ *(?:>>>|\.\.\.) .*$", r"(`+)[^`]+?\1"],
    ".rst": [r"(`+)[^`]+?\1"],
    ".html": [r"<[^>]*>", r"{[{%][^}]*}}?"],
}


def without_code(text: str, suffix: str) -> str:
    """Return a text in which null characters stand for code."""
    for code in CODE[suffix]:
        text = re.sub(code, lambda found: hidden(found.group()), text, flags=re.M)
    return text


def hidden(text: str) -> str:
    """Return null characters for all but white space."""
    return re.sub(r"\S", "\0", text)


def prose_of_module(source: str) -> str:
    """Return the comments and strings of a module, and null characters for the rest."""
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    kept = list(hidden(source))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if tokenize.tok_name[token.type] in ("COMMENT", "STRING", "FSTRING_MIDDLE"):
            start = starts[token.start[0] - 1] + token.start[1]
            end = starts[token.end[0] - 1] + token.end[1]
            kept[start:end] = in_quotes(source[start:end])
        elif tokenize.tok_name[token.type] in ("FSTRING_START", "FSTRING_END"):
            start = starts[token.start[0] - 1] + token.start[1]
            kept[start : start + len(token.string)] = " " * len(token.string)
    return "".join(kept)


def in_quotes(text: str) -> str:
    """Return a string or comment with spaces for its prefix, quotes and number sign."""
    marks = re.compile(r"^[A-Za-z]{0,2}[\"']{1,3}|[\"']{1,3}$|^#:?")
    return marks.sub(lambda found: " " * len(found.group()), text)


def files_of(paths: list[str]) -> Iterator[Path]:
    """Yield the files of prose that are given, or in folders that are given."""
    for path in map(Path, paths):
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in found:
            names = {str(part) for part in (file, *file.parents)}
            if file.suffix in CODE and not names & (GENERATED | PENDING):
                yield file


def phrases_in(source: str, suffix: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, phrase and advice of each phrase that is found in a source."""
    prose = prose_of_module(source) if suffix == ".py" else source
    prose = without_code(prose, suffix)
    text, lines = in_one_line(prose)
    for pattern, advice in COMPILED:
        for found in pattern.finditer(text):
            yield lines[found.start()], found.group().strip(), advice


def in_one_line(prose: str) -> tuple[str, list[int]]:
    """Return a text with single spaces, and the line of each of its characters."""
    text, lines, line = [], [], 1
    for part in re.split(r"(\s+)", prose):
        if part.isspace():
            lines.append(line)
            line += part.count("\n")
            text.append("\n" if part.count("\n") > 1 else " ")
        else:
            text.append(part)
            lines += [line] * len(part)
    return "".join(text), lines


def main(paths: list[str]) -> int:
    """Print what is found in files and folders, and return the exit code."""
    n_found = 0
    for file in files_of(paths or list(PATHS)):
        source = file.read_text(encoding="utf-8")
        for line, phrase, advice in sorted(phrases_in(source, file.suffix)):
            print(f"{file}:{line}: {phrase} -> {advice}")
            n_found += 1
    return 1 if n_found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
