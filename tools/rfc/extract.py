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
first keyword belong to that one. "MUST generate an Allow header field in a 405 response and MAY do so in
any other" says both of Allow: "do so" reaches back. A whole sentence would be too much: "SHOULD include details, and MAY
include a Retry-After header" says MAY of Retry-After, not SHOULD. A whole paragraph would be more so.
A list is read item by item, each behind the sentence that introduces it: "MUST generate any of the
following header fields: Content-Location, Date, ETag, and Vary".
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

# What the texts cannot say, because they are not here: the title of an RFC, its successors where no text
# names them, and which sections of it may be cited. `sections` were looked up in a table of contents or
# in IANA's registry; those `on_trust` stand as the records had them. Any other section is refused until
# somebody has opened the document and added it. What the sections say of fields is not checked.
UNREAD = {
    1945: {
        "title": "Hypertext Transfer Protocol -- HTTP/1.0",
    },
    2068: {
        "title": "Hypertext Transfer Protocol -- HTTP/1.1",
        "obsoleted_by": [2616],
    },
    2295: {
        "title": "Transparent Content Negotiation in HTTP",
        "sections": {
            "8.1": "506 Variant Also Negotiates",
        },
    },
    2324: {
        "title": "Hyper Text Coffee Pot Control Protocol (HTCPCP/1.0)",
        "on_trust": {
            "2.3.2": "418 I'm a teapot",
        },
    },
    2518: {
        "title": "HTTP Extensions for Distributed Authoring -- WEBDAV",
        "obsoleted_by": [4918],
        "sections": {
            "9.7": "Status-URI Response Header",
            "10.1": "102 Processing",
        },
        "on_trust": {
            "10.2": "207 Multi-Status",
            "10.4": "423 Locked",
            "10.5": "424 Failed Dependency",
            "10.6": "507 Insufficient Storage",
        },
        # RFC 4918 left 102 out.
        "not_replaced": ["9.7", "10.1"],
    },
    2616: {
        "title": "Hypertext Transfer Protocol -- HTTP/1.1",
        "obsoleted_by": [7230, 7231, 7232, 7233, 7234, 7235],
        "sections": {
            "10.3.6": "305 Use Proxy",
            "10.3.7": "306 (Unused)",
        },
        # RFC 7231 withdrew 305; what it meant stands only here.
        "not_replaced": ["10.3.6"],
    },
    2774: {
        "title": "An HTTP Extension Framework",
        "historic": True,
        "sections": {
            "7": "510 Not Extended",
        },
        "on_trust": {
            "5": "Mandatory HTTP Requests",
        },
    },
    2817: {
        "title": "Upgrading to TLS Within HTTP/1.1",
    },
    2818: {
        "title": "HTTP Over TLS",
    },
    3229: {
        "title": "Delta encoding in HTTP",
        "sections": {
            "10.4.1": "226 IM Used",
        },
        "on_trust": {
            "10.1": "Protocol parameter specifications",
            "10.3": "Basic requirements for delta-encoded responses",
            "10.5.1": "Delta-Base",
            "10.5.2": "IM",
            "10.5.3": "A-IM",
            "10.6": "Caching rules for 226 responses",
        },
    },
    4331: {
        "title": "Quota and Size Properties for Distributed Authoring and Versioning (DAV) Collections",
        "on_trust": {
            "3": "DAV:quota-available-bytes",
            "6": "Error Reporting",
        },
    },
    4918: {
        "title": "HTTP Extensions for Web Distributed Authoring and Versioning (WebDAV)",
        "sections": {
            "6.1": "Lock Model",
            "6.2": "Exclusive vs. Shared Locks",
            "6.3": "Required Support",
            "6.4": "Lock Creator and Privileges",
            "6.5": "Lock Tokens",
            "6.6": "Lock Timeout",
            "6.7": "Lock Capability Discovery",
            "6.8": "Active Lock Discovery",
            "7": "Write Lock",
            "7.1": "Write Locks and Properties",
            "7.2": "Avoiding Lost Updates",
            "7.3": "Write Locks and Unmapped URLs",
            "7.4": "Write Locks and Collections",
            "7.5": "Write Locks and the If Request Header",
            "7.6": "Write Locks and COPY/MOVE",
            "7.7": "Refreshing Write Locks",
            "8.1": "Precedence in Error Handling",
            "8.7": "Including Error Response Bodies",
            "9.1": "PROPFIND Method",
            "9.1.1": "PROPFIND Status Codes",
            "9.1.2": "Status Codes for Use in 'propstat' Element",
            "9.2": "PROPPATCH Method",
            "9.2.1": "Status Codes for Use in 'propstat' Element",
            "9.3": "MKCOL Method",
            "9.3.1": "MKCOL Status Codes",
            "9.6": "DELETE Requirements",
            "9.6.1": "DELETE for Collections",
            "9.7": "PUT Requirements",
            "9.7.1": "PUT for Non-Collection Resources",
            "9.7.2": "PUT for Collections",
            "9.8": "COPY Method",
            "9.8.3": "COPY for Collections",
            "9.8.4": "COPY and Overwriting Destination Resources",
            "9.8.5": "Status Codes",
            "9.9": "MOVE Method",
            "9.9.2": "MOVE for Collections",
            "9.9.3": "MOVE and the Overwrite Header",
            "9.9.4": "Status Codes",
            "9.10": "LOCK Method",
            "9.10.1": "Creating a Lock on an Existing Resource",
            "9.10.2": "Refreshing Locks",
            "9.10.3": "Depth and Locking",
            "9.10.4": "Locking Unmapped URLs",
            "9.10.5": "Lock Compatibility Table",
            "9.10.6": "LOCK Responses",
            "9.11": "UNLOCK Method",
            "9.11.1": "Status Codes",
            "10.1": "DAV Header",
            "10.2": "Depth Header",
            "10.3": "Destination Header",
            "10.4": "If Header",
            "10.5": "Lock-Token Header",
            "10.6": "Overwrite Header",
            "10.7": "Timeout Request Header",
            "11.1": "207 Multi-Status",
            "11.2": "422 Unprocessable Entity",
            "11.3": "423 Locked",
            "11.4": "424 Failed Dependency",
            "11.5": "507 Insufficient Storage",
            "12.1": "412 Precondition Failed",
            "12.2": "414 Request-URI Too Long",
            "13": "Multi-Status Response",
            "13.1": "Response Headers",
            "13.2": "Handling Redirected Child Resources",
            "13.3": "Internal Status Codes",
            "16": "Precondition/Postcondition XML Elements",
        },
    },
    5842: {
        "title": "Binding Extensions to Web Distributed Authoring and Versioning (WebDAV)",
        "sections": {
            "7.1": "208 Already Reported",
            "7.2": "508 Loop Detected",
        },
        "on_trust": {
            "4": "BIND Method",
            "5": "UNBIND Method",
            "8.1": "OPTIONS Method",
            "8.2": "'DAV' Request Header",
        },
    },
    5861: {
        "title": "HTTP Cache-Control Extensions for Stale Content",
        "on_trust": {
            "4": "The stale-if-error Cache-Control Extension",
        },
    },
    5988: {
        "title": "Web Linking",
    },
    6455: {
        "title": "The WebSocket Protocol",
        "on_trust": {
            "4.2.2": "Sending the Server's Opening Handshake",
        },
    },
    6749: {
        "title": "The OAuth 2.0 Authorization Framework",
        "on_trust": {
            "5.2": "Error Response",
        },
    },
    6750: {
        "title": "The OAuth 2.0 Authorization Framework: Bearer Token Usage",
        "on_trust": {
            "3": "The WWW-Authenticate Response Header Field",
            "3.1": "Error Codes",
        },
    },
    7168: {
        "title": "The Hyper Text Coffee Pot Control Protocol for Tea Efflux Appliances (HTCPCP-TEA)",
        "on_trust": {
            "2.3.3": "418 I'm a Teapot",
        },
    },
    7230: {
        "title": "Hypertext Transfer Protocol (HTTP/1.1): Message Syntax and Routing",
    },
    7231: {
        "title": "Hypertext Transfer Protocol (HTTP/1.1): Semantics and Content",
        "sections": {
            "6.2.1": "100 Continue",
            "6.2.2": "101 Switching Protocols",
            "6.3.1": "200 OK",
            "6.3.2": "201 Created",
            "6.3.3": "202 Accepted",
            "6.3.4": "203 Non-Authoritative Information",
            "6.3.5": "204 No Content",
            "6.3.6": "205 Reset Content",
            "6.4.1": "300 Multiple Choices",
            "6.4.2": "301 Moved Permanently",
            "6.4.3": "302 Found",
            "6.4.4": "303 See Other",
            "6.4.5": "305 Use Proxy",
            "6.4.6": "306 (Unused)",
            "6.4.7": "307 Temporary Redirect",
            "6.5.1": "400 Bad Request",
            "6.5.2": "402 Payment Required",
            "6.5.3": "403 Forbidden",
            "6.5.4": "404 Not Found",
            "6.5.5": "405 Method Not Allowed",
            "6.5.6": "406 Not Acceptable",
            "6.5.7": "408 Request Timeout",
            "6.5.8": "409 Conflict",
            "6.5.9": "410 Gone",
            "6.5.10": "411 Length Required",
            "6.5.11": "413 Payload Too Large",
            "6.5.12": "414 URI Too Long",
            "6.5.13": "415 Unsupported Media Type",
            "6.5.14": "417 Expectation Failed",
            "6.5.15": "426 Upgrade Required",
            "6.6.1": "500 Internal Server Error",
            "6.6.2": "501 Not Implemented",
            "6.6.3": "502 Bad Gateway",
            "6.6.4": "503 Service Unavailable",
            "6.6.5": "504 Gateway Timeout",
            "6.6.6": "505 HTTP Version Not Supported",
        },
    },
    7232: {
        "title": "Hypertext Transfer Protocol (HTTP/1.1): Conditional Requests",
        "on_trust": {
            "4.1": "304 Not Modified",
            "4.2": "412 Precondition Failed",
        },
    },
    7233: {
        "title": "Hypertext Transfer Protocol (HTTP/1.1): Range Requests",
        "on_trust": {
            "4.1": "206 Partial Content",
            "4.4": "416 Range Not Satisfiable",
        },
    },
    7234: {
        "title": "Hypertext Transfer Protocol (HTTP/1.1): Caching",
    },
    7235: {
        "title": "Hypertext Transfer Protocol (HTTP/1.1): Authentication",
        "on_trust": {
            "3.1": "401 Unauthorized",
            "3.2": "407 Proxy Authentication Required",
        },
    },
    7238: {
        "title": "The Hypertext Transfer Protocol Status Code 308 (Permanent Redirect)",
        "on_trust": {
            "3": "308 Permanent Redirect",
        },
    },
    7240: {
        "title": "Prefer Header for HTTP",
        "on_trust": {
            "3": "The Preference-Applied Response Header Field",
            "4.1": 'The "respond-async" Preference',
            "4.2": 'The "return=representation" and "return=minimal" Preferences',
        },
    },
    7540: {
        "title": "Hypertext Transfer Protocol Version 2 (HTTP/2)",
        "on_trust": {
            "9.1.2": "The 421 (Misdirected Request) Status Code",
        },
    },
    7615: {
        "title": "HTTP Authentication-Info and Proxy-Authentication-Info Response Header Fields",
    },
    7694: {
        "title": "Hypertext Transfer Protocol (HTTP) Client-Initiated Content-Encoding",
    },
    7807: {
        "title": "Problem Details for HTTP APIs",
        "obsoleted_by": [9457],
    },
    8586: {
        "title": "Loop Detection in Content Delivery Networks (CDNs)",
        "on_trust": {
            "2": "The CDN-Loop Request Header Field",
        },
    },
    8594: {
        "title": "The Sunset HTTP Header Field",
        "on_trust": {
            "3": "The Sunset HTTP Response Header Field",
        },
    },
    8908: {
        "title": "Captive Portal API",
        "on_trust": {
            "5": "API State Structure",
        },
    },
    8910: {
        "title": "Captive-Portal Identification in DHCP and Router Advertisements (RAs)",
        "on_trust": {
            "2": "The Captive-Portal Option",
        },
    },
    8942: {
        "title": "HTTP Client Hints",
        "on_trust": {
            "3.1": "The Accept-CH Response Header Field",
        },
    },
    9114: {
        "title": "HTTP/3",
        "on_trust": {
            "4.5": "HTTP Upgrade",
        },
    },
    9209: {
        "title": "The Proxy-Status HTTP Response Header Field",
        "on_trust": {
            "2.3": "Proxy Error Types",
        },
    },
    9457: {
        "title": "Problem Details for HTTP APIs",
        "on_trust": {
            "3": "The Problem Details JSON Object",
        },
    },
}

# RFC 9110 §15.4.9 itself sends the reader to this section of the RFC that it obsoletes.
NOT_REPLACED = {7538: ["4"]}

HEADING = re.compile(r"(?:Appendix )?([0-9]+(?:\.[0-9]+)*|[A-Z](?:\.[0-9]+)*)\. (.+)")
KEYWORD = re.compile(r"\b(?:(?:MUST|SHALL|SHOULD)(?: NOT)?|MAY|(?:NOT )?RECOMMENDED|REQUIRED|OPTIONAL)\b")
STATUS = re.compile(r"(?<![\w.:/-])[1-5][0-9][0-9](?![\w:/-]|\.[0-9])")
# `426 (Upgrade Required)` and `HTTP/1.1 426 Upgrade Required` name a code, not the field Upgrade.
REASON_PHRASE = re.compile(r"(?<=\b[1-5][0-9x]{2}) \([A-Z][^)]*\)|^ *HTTP/[0-9.]+ [1-5][0-9]{2} .*$", re.M)
# RFC 9110 §8.8 calls ETag and Last-Modified so.
VALIDATOR_FIELDS = re.compile(r"\b[Vv]alidator fields?\b")
REGISTERED = re.compile(r"^\| ([A-Z][A-Za-z-]+)\| (?:permanent|deprecated|obsoleted)\|", re.M)
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
    text = REASON_PHRASE.sub("", "\n".join(lines))
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
    entries = {number: {"read": False, "obsoleted_by": [], **rest} for number, rest in UNREAD.items()}
    for number, text in texts.items():
        entries[number] = {"read": True, "title": title_of(number, text), "obsoleted_by": []}
    for successor, text in texts.items():
        for number in obsoletes(text):
            if number in entries:
                entries[number]["obsoleted_by"].append(successor)
    for number, kept in NOT_REPLACED.items():
        entries[number]["not_replaced"] = kept
    return {str(number): entries[number] for number in sorted(entries)}


def write(file, value):
    # One line for what is short: a section is then a line or a few, and a diff can be read.
    text = json.dumps(value, indent=2, ensure_ascii=False)
    short = re.compile(r"[\[{]\n\s+([^\[\]{}]*?)\n\s+[\]}]")
    join = lambda m: m[0][0] + re.sub(r",\n\s+", ", ", m[1]) + m[0][-1]
    file.write_text(short.sub(join, text) + "\n", encoding="utf-8")


def main(folder, out):
    files = sorted(Path(folder).glob("rfc*.txt"))
    texts = {int(file.stem[3:]): file.read_text(encoding="utf-8") for file in files}
    if not texts:
        sys.exit(f"{folder}: no rfcNNNN.txt")
    every = "\n".join(texts.values())
    names = {*MORE_FIELDS, *REGISTERED.findall(every), *QUOTED.findall(every)}
    names = sorted(names - NO_FIELDS, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(names)})(?![\w-])")
    out.mkdir(parents=True, exist_ok=True)
    for number, text in texts.items():
        described = {
            section: describe(title, lines, pattern)
            for section, (title, lines) in sections(text).items()
        }
        rfc = {"rfc": number, "title": title_of(number, text), "sections": described}
        write(out / f"{number}.json", rfc)
    write(out / "index.json", index(texts))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).parents[2] / "data/rfc")
