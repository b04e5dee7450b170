#!/usr/bin/env python3
"""Reads RFC texts and writes what the records can be held against: data/rfc/NNNN.json and index.json.

    tools/rfc/extract.py FOLDER [OUT]

FOLDER holds rfcNNNN.txt, with `## ` before every section heading. Of each section only this is kept, no
prose:

- `title`;
- `fields`: the header fields that its own text (not its subsections') names, each with the RFC 2119
  keywords that govern it;
- `keywords`: every RFC 2119 keyword in it;
- `mentions`: the status codes in it.

A keyword governs the fields that follow it in its sentence, up to the next keyword; fields before the
first keyword belong to that one. A whole sentence would be too much: "SHOULD include details, and MAY
include a Retry-After header" says MAY of Retry-After, not SHOULD. "MUST generate an Allow header field
in a 405 response and MAY do so in any other" says both of Allow: "do so" reaches back. A list is read
item by item, each behind the sentence that introduces it: "MUST generate any of the following header
fields: Content-Location, Date, ETag, and Vary".

not-in-texts.json, beside this script, has what the texts do not say, above all of RFCs whose text is
not at hand: their titles, `obsoleted_by` where no text names the successor, and which of their sections
may be cited. `sections` have a second witness (a table of contents, IANA's registry); those `on_trust`
have none: nobody has held them against the document. A citation of any other is refused until somebody
has opened the document and added it. What unread sections say, of fields above all, is not checked.
`not_replaced` are obsoleted sections whose content stands nowhere else, each with the reason.
"""

import json
import re
import sys
from pathlib import Path

# Fields that the texts name without registering them in a table or quoting them as a header field.
MORE_FIELDS = """
    Accept-Patch Alt-Svc Cookie Early-Data Forwarded Keep-Alive Link Origin Proxy-Connection Set-Cookie
    Transfer-Encoding Warning
""".split()

# Quoted as header fields, but of mail or of WebDAV; as words they are English.
NO_FIELDS = {"If", "Received"}

HEADING = re.compile(r"(?:Appendix )?([0-9]+(?:\.[0-9]+)*|[A-Z](?:\.[0-9]+)*)\. (.+)")
KEYWORD = re.compile(
    r"\b(?:(?:MUST|SHALL|SHOULD)(?: NOT)?|MAY|(?:NOT )?RECOMMENDED|REQUIRED|OPTIONAL)\b"
)
STATUS = re.compile(r"(?<![\w.:/-])[1-5][0-9][0-9](?![\w:/-]|\.[0-9])")
# `426 (Upgrade Required)` and `HTTP/1.1 426 Upgrade Required` name a code, not the field Upgrade.
REASON_PHRASE = re.compile(
    r"(?<=\b[1-5][0-9x]{2}) \([A-Z][^)]*\)|^ *HTTP/[0-9.]+ [1-5][0-9]{2} .*$", re.M
)
# RFC 9110 §8.8 calls ETag and Last-Modified so.
VALIDATOR_FIELDS = re.compile(r"\b[Vv]alidator fields?\b")
REGISTERED = re.compile(r"^\| ([A-Z][A-Za-z-]+)\| (?:permanent|deprecated|obsoleted)\|", re.M)
# The sentence that names every keyword to say what they mean uses none.
BOILERPLATE = re.compile(r'The key ?words "MUST".*')
QUOTED = re.compile(r'"([A-Z][A-Za-z-]+)" (?:HTTP )?(?:request |response |general )?header field')


def sections(text):
    """Number → (title, lines) of every numbered section; what stands before or between is left out."""
    found, lines = {}, []
    for line in text.splitlines():
        if line.startswith("## "):
            heading, lines = HEADING.fullmatch(line[3:].strip()), []
            if heading:
                found[heading[1]] = (heading[2], lines)
        else:
            lines.append(line)
    return found


def sentences(lines):
    """The sentences of a section, each item of a list behind the sentence that introduces it."""
    lead = ""
    for line in filter(None, map(str.strip, lines)):
        item = line.startswith("- ")
        if not item:
            lead = ""
        parts = re.split(r"(?<=[.;!?])\s+(?=[A-Z\"(])", line.removeprefix("- "))
        yield from (f"{lead} {part}".strip() for part in parts)
        if not item and line.endswith(":"):
            lead = parts[-1]


def fields_in(sentence, names):
    """(name, where it starts) of every field that the sentence names."""
    for match in names.finditer(sentence):
        name, rest = match[0], sentence[match.end() :]
        # A single word at the start of a sentence is one of English ("Server", "Range", "From") unless
        # what follows says that it is a field.
        is_english = match.start() == 0 and "-" not in name
        if not is_english or re.match(r":| (?:[a-z]+ )?(?:header|field)", rest):
            yield name, match.start()
    for match in VALIDATOR_FIELDS.finditer(sentence):
        yield from ((name, match.start()) for name in ("ETag", "Last-Modified"))


def describe(title, lines, names):
    """What is kept of a section."""
    text = BOILERPLATE.sub("", REASON_PHRASE.sub("", "\n".join(lines)))
    fields = {}
    for sentence in sentences(text.splitlines()):
        keywords = list(KEYWORD.finditer(sentence))
        reach_back = [word[0] for word in keywords if sentence.startswith(" do so", word.end())]
        for name, at in fields_in(sentence, names):
            before = [word[0] for word in keywords if word.start() < at]
            governing = before[-1:] or [word[0] for word in keywords[:1]]
            fields.setdefault(name, set()).update(governing, reach_back)
    return {
        "title": title,
        "fields": {name: sorted(fields[name]) for name in sorted(fields)},
        "keywords": sorted(set(KEYWORD.findall(text))),
        "mentions": sorted({int(code) for code in STATUS.findall("\n".join(lines))}),
    }


def title_of(number, text):
    """An RFC's title: on the first line, or else the heading before the abstract."""
    first = re.match(rf"RFC {number} - (.+)", text)
    return (first or re.search(r"^## (.+)\n", text, re.M))[1].strip()


def obsoletes(text):
    """The RFCs that the head of the text says it obsoletes."""
    head = text[: text.find("\n## 1. ")]
    listed = re.search(r"^\W*Obsoletes: ([0-9, ]+)", head, re.M)
    return [int(number) for number in re.findall(r"[0-9]+", listed[1])] if listed else []


def index(texts):
    """Every RFC that may be cited: its title, what took its place, and whether its text was read."""
    more = json.loads(Path(__file__).with_name("not-in-texts.json").read_text(encoding="utf-8"))
    entries = {}
    for number in sorted({*texts, *map(int, more)}):
        read = number in texts
        said = {"title": title_of(number, texts[number])} if read else {}
        entries[number] = {"read": read, **said, "obsoleted_by": [], **more.get(str(number), {})}
    for successor, text in texts.items():
        for number in obsoletes(text):
            if number in entries:
                entries[number]["obsoleted_by"].append(successor)
    return entries


def write(file, value):
    """JSON with every list on one line: a section is a few lines, and a diff can be read."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    text = re.sub(r"\[[^\[\]{}]*\]", lambda found: " ".join(found[0].split()), text)
    text = text.replace("[ ", "[").replace(" ]", "]")
    file.write_text(text + "\n", encoding="utf-8")


def main(folder, out):
    """Reads the texts of the folder and writes the tables."""
    files = sorted(Path(folder).glob("rfc*.txt"))
    texts = {int(file.stem[3:]): file.read_text(encoding="utf-8") for file in files}
    if not texts:
        sys.exit(f"{folder}: no rfcNNNN.txt")
    every = "\n".join(texts.values())
    names = {*MORE_FIELDS, *REGISTERED.findall(every), *QUOTED.findall(every)} - NO_FIELDS
    longest_first = "|".join(sorted(names, key=lambda name: (-len(name), name)))
    names = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")
    out.mkdir(parents=True, exist_ok=True)
    for number, text in texts.items():
        found = {part: describe(*section, names) for part, section in sections(text).items()}
        rfc = {"rfc": number, "title": title_of(number, text), "sections": found}
        write(out / f"{number}.json", rfc)
    write(out / "index.json", index(texts))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    here = Path(__file__).resolve().parents[2]
    main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) == 3 else here / "data/rfc")
