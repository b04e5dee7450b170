#!/usr/bin/env python3
"""Rewrites data/constants/*.json: the names that real libraries have for status codes.

    python3 tools/constants/refresh.py            # all of them
    python3 tools/constants/refresh.py go-net-http python-http

Each library is downloaded with its own registry's client into a temporary folder and read there;
nothing of it is installed or kept, and root is not needed. What a developer types for a code is in
data/languages.json, and facts/tests/languages.rs holds that file to these snapshots.

To add a library: write a function that returns a Snapshot and list it in LIBRARIES.
"""

import ast
import datetime
import io
import json
import keyword
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

SNAPSHOTS = Path(__file__).resolve().parents[2] / "data" / "constants"


class Trouble(Exception):
    """What went wrong, with what mends it."""


@dataclass
class Snapshot:
    """What a library has: (number, name) pairs, and those of the names that it calls deprecated."""

    package: str
    version: str
    names: list
    deprecated: set = field(default_factory=set)


# ---- Fetching: one function a registry; each returns where the files are and the version ----


def run(*command, mend, **options):
    """The command's standard output; on failure its words and what to do."""
    if not shutil.which(command[0]):
        raise Trouble(f"{command[0]} is missing: {mend}")
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode != 0:
        words = (done.stderr or done.stdout).strip()[-1000:]
        raise Trouble(f"`{' '.join(map(str, command))}` failed: {mend}\n{words}")
    return done.stdout


def debian(temp, *packages):
    """Unpacks Debian packages side by side. A package's name may be a pattern with one group, the
    version: the newest is taken, so that the script outlives a release of Debian."""
    mend = "this needs Debian or Ubuntu, a network, and package lists (`sudo apt-get update`)"
    names = []
    for package in packages:
        prefix = re.match(r"[\w.-]*", package.partition("(")[0].replace("\\", "")).group()
        known = run("apt-cache", "pkgnames", prefix, mend=mend).split()
        found = [match for match in (re.fullmatch(package, name) for name in known) if match]
        if not found:
            raise Trouble(f"apt knows no package {package}: {mend}")
        version = lambda match: [int(part) for part in (match.groups() or ("0",))[0].split(".")]
        names.append(max(found, key=version).group())
    run("apt-get", "download", *names, mend=mend, cwd=temp)
    for archive in temp.glob("*.deb"):
        run("dpkg", "-x", archive, temp, mend=mend)
    archive = next(temp.glob(f"{names[0]}_*.deb"))
    full = run("dpkg-deb", "--field", archive, "Version", mend=mend).strip()
    # The library's own version: without Debian's epoch, revision and marks of repackaging.
    upstream = re.sub(r"\+(dfsg|ds).*", "", full.split(":")[-1].rsplit("-", 1)[0])
    return f"Debian {names[0]} {full}", upstream


def pypi(temp, package):
    mend = "this needs pip (Debian: `sudo apt-get install python3-pip`) and a network"
    run(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:",
        "--dest", temp, package, mend=mend)
    wheel = next(temp.glob("*.whl"))
    zipfile.ZipFile(wheel).extractall(temp)
    return f"PyPI {package}", wheel.name.split("-")[1]


def npm(temp, package):
    mend = "this needs Node.js with npm, and a network"
    run("npm", "pack", "--silent", "--pack-destination", temp, package, mend=mend, cwd=temp)
    run("tar", "-xzf", next(temp.glob("*.tgz")), mend=mend, cwd=temp)
    manifest = json.loads((temp / "package" / "package.json").read_text())
    return f"npm {package}", manifest["version"]


def crates(temp, package):
    mend = "this needs Rust's cargo and a network"
    (temp / "src").mkdir()
    (temp / "src" / "lib.rs").touch()
    (temp / "Cargo.toml").write_text(
        f'[package]\nname = "snapshot"\nedition = "2021"\n[dependencies]\n{package} = "*"\n')
    metadata = json.loads(run("cargo", "metadata", "--format-version", "1", mend=mend, cwd=temp))
    found = next(one for one in metadata["packages"] if one["name"] == package)
    return Path(found["manifest_path"]).parent, f"crate {package}", found["version"]


# ---- Reading ----


def only(temp, pattern):
    """The one file of a package; a clear word where a new version keeps it elsewhere."""
    found = next((path for path in sorted(temp.rglob(pattern)) if path.is_file()), None)
    if not found:
        raise Trouble(f"the package has no {pattern} any more: mend its function in refresh.py")
    return found


def javap(*arguments):
    """The fields of a Java class, from its class file: {name: text of the field}, and the text of
    what makes the values of an enum."""
    text = run("javap", "-v", "-constants", *map(str, arguments),
               mend="it comes with a JDK (Debian: `sudo apt-get install default-jdk-headless`)")
    body = text[text.index("\n{\n"):]
    fields = dict(re.findall(r"\n  public static final \S+ (\w+)(?: = \d+)?;\n(.*?)(?=\n\n|\n}|\Z)",
                             body, re.DOTALL))
    deprecated = {name for name, about in fields.items() if "Deprecated: true" in about}
    return fields, deprecated, body


def static_ints(*arguments):
    fields, deprecated, _ = javap(*arguments)
    values = {name: re.search(r"ConstantValue: int (\d+)", about) for name, about in fields.items()}
    return [(int(value[1]), name) for name, value in values.items() if value], deprecated


def jar(temp, pattern, name):
    return only(temp / "usr" / "share" / "java", pattern), name


def documented(text, separator):
    """Members such as `/** @deprecated … */ NAME = 404,`: TypeScript's enums, JavaScript's objects."""
    names, deprecated = [], set()
    pattern = rf"(/\*\*(?:(?!\*/).)*\*/)?\s+(\w+){separator}\s*(\d{{3}}),?"
    for comment, name, code in re.findall(pattern, text, re.DOTALL):
        names.append((int(code), name))
        if "@deprecated" in comment:
            deprecated.add(name)
    return names, deprecated


# ---- The libraries ----


def rust_http(temp):
    folder, package, version = crates(temp, "http")
    text = (folder / "src" / "status.rs").read_text()
    names = [(int(code), name) for code, name in re.findall(r"\((\d{3}), ([A-Z_]+), \"", text)]
    return Snapshot(package, version, names)


def go_net_http(temp):
    package, version = debian(temp, r"golang-1\.(\d+)-src")
    text = only(temp, "src/net/http/status.go").read_text()
    names = [(int(code), name) for name, code in re.findall(r"\n\t(Status\w+) += (\d{3})", text)]
    return Snapshot(package, version, names)


def python_http(temp):
    # Pyodide is CPython for the browser and carries its standard library: the newest that a package
    # registry has. Python itself is in none.
    package, _ = npm(temp, "pyodide")
    lock = json.loads((temp / "package" / "pyodide-lock.json").read_text())
    library = zipfile.ZipFile(temp / "package" / "python_stdlib.zip")
    tree = ast.parse(library.read("http/__init__.py"))
    status = next(node for node in tree.body if getattr(node, "name", "") == "HTTPStatus")
    codes = {}
    for node in status.body:
        if isinstance(node, ast.Assign):
            value = node.value.elts[0] if isinstance(node.value, ast.Tuple) else node.value
            # An alias is written with the name that it stands for.
            known = codes[value.id] if isinstance(value, ast.Name) else value.value
            codes[node.targets[0].id] = known
    names = [(code, name) for name, code in codes.items()]
    return Snapshot(f"{package} (CPython's standard library)", lock["info"]["python"], names)


def python_requests(temp):
    package, version = pypi(temp, "requests")
    tree = ast.parse((temp / "requests" / "status_codes.py").read_text())
    table = next(node.value for node in tree.body
                 if isinstance(node, ast.Assign) and node.targets[0].id == "_codes")
    codes = {}
    for code, titles in ast.literal_eval(table).items():
        for title in titles:
            # As in the library: a later number takes a name over. Names in capitals are the same
            # again, and matter where the other is a word of the language: `continue`.
            name = title.upper() if keyword.iskeyword(title) else title
            if name.isidentifier():
                codes[name] = code
    return Snapshot(package, version, [(code, name) for name, code in codes.items()])


def python_starlette(temp):
    package, version = pypi(temp, "starlette")
    tree = ast.parse((temp / "starlette" / "status.py").read_text())
    values = {node.targets[0].id: node.value for node in tree.body if isinstance(node, ast.Assign)}
    old = ast.literal_eval(values["__deprecated__"])
    codes = {name: value.value for name, value in values.items() if name.startswith("HTTP_")} | old
    return Snapshot(package, version, [(code, name) for name, code in codes.items()], set(old))


def npm_http_status_codes(temp):
    package, version = npm(temp, "http-status-codes")
    text = only(temp, "build/cjs/status-codes.d.ts").read_text()
    return Snapshot(package, version, *documented(text, " ="))


def npm_axios(temp):
    package, version = npm(temp, "axios")
    text = only(temp, "lib/helpers/HttpStatusCode.js").read_text()
    return Snapshot(package, version, *documented(text, ":"))


def java_servlet(temp):
    package, version = debian(temp, r"libtomcat(\d+)-java")
    path, name = jar(temp, "tomcat*-servlet-api-*.jar", "jakarta.servlet.http.HttpServletResponse")
    return Snapshot(package, version, *static_ints("-cp", path, name))


def java_spring(temp):
    package, version = debian(temp, "libspring-web-java")
    path, name = jar(temp, "spring*-web.jar", "org.springframework.http.HttpStatus")
    fields, deprecated, body = javap("-cp", path, name)
    # In an enum's class file a value is made from its name, its place and the number.
    made = r"// String (\w+)\n +\d+: (?:iconst_\d|[bs]ipush +\d+)\n +\d+: [bs]ipush +(\d{3})\n"
    names = [(int(code), name) for name, code in re.findall(made, body) if name in fields]
    return Snapshot(package, version, names, deprecated)


def java_httpcore(temp):
    package, version = debian(temp, r"libhttpcore(\d+)-java")
    path, name = jar(temp, "httpcore[0-9].jar", "org.apache.hc.core5.http.HttpStatus")
    return Snapshot(package, version, *static_ints("-cp", path, name))


def java_net(_temp):
    names, deprecated = static_ints("java.net.HttpURLConnection")
    version = run("javap", "-version", mend="install a JDK").strip()
    return Snapshot("the JDK", version, names, deprecated)


def csharp_mono(temp):
    # Mono's implementation of .NET's base library, and the tool that lists what is in it.
    package, version = debian(temp, "libmono-system4.0-cil", "mono-utils", "libmonoboehm-2.0-1",
                              "libmono-corlib4.5-cil", "libmono-corlib4.5-dll")
    lib = temp / "usr" / "lib"
    where = os.environ | {"LD_LIBRARY_PATH": str(lib), "MONO_PATH": str(lib / "mono" / "4.5")}
    def table(name):
        return run(temp / "usr" / "bin" / "monodis", f"--{name}", lib / "mono" / "4.5" / "System.dll",
                   env=where, mend="Mono's packages have changed: mend csharp_mono in refresh.py")
    # The assembly has the names of an enum's members in one table and their values in another.
    pattern = r"(\d+): valuetype System\.Net\.HttpStatusCode (\w+): public static literal"
    fields = dict(re.findall(pattern, table("fields")))
    values = re.findall(r"Parent= Field: (\d+) int32\((\w+)\)", table("constant"))
    names = [(int(value, 16), fields[at]) for at, value in values if at in fields]
    return Snapshot(package, version, names)


def ruby_rack(temp):
    package, version = debian(temp, "ruby-rack")
    text = only(temp, "rack/utils.rb").read_text()
    table = re.search(r"HTTP_STATUS_CODES = \{(.*?)\}", text, re.DOTALL)[1]
    # Rack makes its symbols from the phrases; 306's, `(Unused)`, makes none that can be typed.
    phrases = re.findall(r"(\d{3}) => ['\"](.*)['\"]", table)
    made = [(int(code), re.sub(r"[\s'-]", "_", phrase.lower())) for code, phrase in phrases]
    old = re.search(r"OBSOLETE_SYMBOLS_TO_STATUS_CODES = \{(.*?)\}", text, re.DOTALL)
    rows = re.findall(r"(\w+): (\d{3})", old[1]) if old else []
    obsolete = [(int(code), name) for name, code in rows]
    names = [(code, name) for code, name in made if name.isidentifier()]
    return Snapshot(package, version, names + obsolete, {name for _, name in obsolete})


def ruby_net_http(temp):
    package, version = debian(temp, r"libruby(\d+\.\d+)")
    text = only(temp, "net/http/responses.rb").read_text()
    codes = {name: int(code) for code, name in re.findall(r"'(\d{3})' => Net::(\w+)", text)}
    for alias, name in re.findall(r"\n  (HTTP\w+) = (HTTP\w+)", text):
        codes[alias] = codes[name]
    return Snapshot(package, version, [(code, name) for name, code in codes.items()])


def php_symfony(temp):
    package, version = debian(temp, "php-symfony-http-foundation")
    text = only(temp, "HttpFoundation/Response.php").read_text()
    pattern = r"(@deprecated(?:(?!public const).)*)?public const (HTTP_\w+) = (\d{3});"
    found = re.findall(pattern, text, re.DOTALL)
    names = [(int(code), name) for _, name, code in found]
    return Snapshot(package, version, names, {name for old, name, _ in found if old})


def perl_http_status(temp):
    package, version = debian(temp, "libhttp-message-perl")
    # The module makes its constants as it is loaded, so it is asked. (`RC_NOT_FOUND` and its like are
    # the same names with an older prefix.)
    ask = ('for (grep { /^HTTP_/ } keys %HTTP::Status::) '
           '{ print "$_ ", HTTP::Status->can($_)->(), "\\n" }')
    text = run("perl", "-I", temp / "usr" / "share" / "perl5", "-MHTTP::Status", "-e", ask,
               mend="install Perl")
    names = [(int(code), name) for name, code in map(str.split, text.splitlines())]
    return Snapshot(package, version, names)


def cpp_beast(temp):
    package, version = debian(temp, r"libboost(1\.\d+)-dev")
    text = only(temp, "beast/http/status.hpp").read_text()
    table = re.search(r"enum class status : unsigned\n\{(.*?)\};", text, re.DOTALL)[1]
    names = [(int(code), name) for name, code in re.findall(r"(\w+)\s*=\s*(\d{3})\b", table)]
    return Snapshot(package, version, names)


def haskell_http_types(temp):
    package, version = debian(temp, "libghc-http-types-doc")
    text = only(temp, "Network-HTTP-Types-Status.html").read_text()
    # Every name ends with its number.
    found = re.findall(r'id="v:([a-z]\w*?)(\d{3})"', text)
    return Snapshot(package, version, [(int(code), name + code) for name, code in found])


# The name of the snapshot, what it is of, and what reads it.
LIBRARIES = {
    "cpp-beast": ("Boost.Beast boost::beast::http::status", cpp_beast),
    "csharp-net": (".NET System.Net.HttpStatusCode", csharp_mono),
    "go-net-http": ("Go net/http", go_net_http),
    "haskell-http-types": ("Haskell Network.HTTP.Types.Status", haskell_http_types),
    "java-httpcore": ("Apache HttpCore HttpStatus", java_httpcore),
    "java-net": ("Java java.net.HttpURLConnection", java_net),
    "java-servlet": ("Jakarta Servlet HttpServletResponse", java_servlet),
    "java-spring": ("Spring HttpStatus", java_spring),
    "npm-axios": ("axios HttpStatusCode", npm_axios),
    "npm-http-status-codes": ("http-status-codes StatusCodes", npm_http_status_codes),
    "perl-http-status": ("Perl HTTP::Status", perl_http_status),
    "php-symfony": ("Symfony HttpFoundation Response", php_symfony),
    "python-http": ("Python http.HTTPStatus", python_http),
    "python-requests": ("Python requests.codes", python_requests),
    "python-starlette": ("Python starlette.status", python_starlette),
    "ruby-net-http": ("Ruby Net::HTTP", ruby_net_http),
    "ruby-rack": ("Ruby Rack::Utils", ruby_rack),
    "rust-http": ("Rust http::StatusCode", rust_http),
}


def render(library, snapshot):
    """The file's text: a line a number, so that a difference is read at a glance."""
    codes = {}
    for code, name in snapshot.names:
        if 100 <= code <= 999:
            codes.setdefault(code, set()).add(name)
    if len(codes) < 30:
        raise Trouble(f"only {len(codes)} numbers found in {snapshot.package} {snapshot.version}: "
                      "it is written differently now; mend its function in refresh.py")
    known = set().union(*codes.values())
    head = {
        "library": library,
        "package": snapshot.package,
        "version": snapshot.version,
        "taken": datetime.date.today().isoformat(),
        "deprecated": sorted(snapshot.deprecated & known),
    }
    out = io.StringIO()
    out.write("{\n")
    for member, value in head.items():
        out.write(f"  {json.dumps(member)}: {json.dumps(value)},\n")
    rows = (f'    "{code}": {json.dumps(sorted(names))}' for code, names in sorted(codes.items()))
    out.write('  "constants": {\n' + ",\n".join(rows) + "\n  }\n}\n")
    return out.getvalue(), len(codes)


def main(wanted):
    unknown = [name for name in wanted if name not in LIBRARIES]
    if unknown:
        raise Trouble(f"no such snapshot: {', '.join(unknown)}; there are {', '.join(LIBRARIES)}")
    SNAPSHOTS.mkdir(parents=True, exist_ok=True)
    failed = []
    for name in wanted or LIBRARIES:
        library, extract = LIBRARIES[name]
        print(f"{name}: fetching {library}, to read its names of status codes", flush=True)
        try:
            with tempfile.TemporaryDirectory(prefix="constants-") as temp:
                snapshot = extract(Path(temp))
                text, count = render(library, snapshot)
        except Trouble as trouble:
            # The others may be well, and one run shows all there is to mend.
            failed.append(name)
            print(f"  {trouble}", file=sys.stderr)
            continue
        (SNAPSHOTS / f"{name}.json").write_text(text)
        print(f"  {count} numbers, version {snapshot.version}, from {snapshot.package}")
    if failed:
        raise Trouble(f"left as they were: {', '.join(failed)}")
    print("next: `cargo test -p facts --features authoring --test languages` says whether "
          "data/languages.json still fits")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Trouble as trouble:
        sys.exit(f"error: {trouble}")
