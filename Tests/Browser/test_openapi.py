"""The document for programs is true: schemathesis makes requests from it and holds every answer against it."""

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from conftest import SEED

# Of each operation; there are well over a hundred of them.
EXAMPLES = int(os.environ.get("NAMIKI_API_EXAMPLES", 2))
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
# An identifier of the right form that belongs to nothing.
NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
PAGES_MAX = 120


def ask(namiki, path, token, body=None):
    """As a program does. Returns the status and the JSON."""
    request = urllib.request.Request(
        namiki.address + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read())


def make_token(person, name, writes=True):
    """On the account page, with the keyboard."""
    person.sign_in()
    person.open("/account")
    person.tab_to(person.page.locator("summary", has_text="新しいアクセストークンを作る"))
    person.page.keyboard.press("Enter")
    person.type("名前", name)
    if writes:
        person.pick("読むことと、変えること")
    person.press("button", "アクセストークンを作る")
    found = re.search(r"namiki_[a-z2-7]{39}", person.text())
    assert found, person.text()
    return found.group(0)


@pytest.fixture(scope="module")
def document(namiki):
    return namiki.json("openapi")


def linked(person):
    """Addresses of pages and forms that the pages of somebody lead to."""
    found, seen, waiting = set(), set(), ["/"]
    while waiting and len(seen) < PAGES_MAX:
        path = waiting.pop(0)
        if path in seen or "." in path or path.startswith("/sign-"):
            continue
        seen.add(path)
        answer = person.context.request.get(person.namiki.address + path)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        for target in re.findall(r'(?:href|action|formaction)="(/[^"#?]*)', answer.text()):
            found.add(target)
            waiting.append(target)
    return found


def with_records(document, found):
    """The document in which each path asks for records that there are, and for one that there is not."""
    copy = json.loads(json.dumps(document))
    literal = set(copy["paths"])
    for path, operations in copy["paths"].items():
        names = re.findall(r"{(\w+)}", path)
        if not names:
            continue
        pattern = re.compile("^" + re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path)) + "$")
        records = [match.groupdict() for target in sorted(found - literal) if (match := pattern.match(target))]
        # What is no record there is a page or a file of its own, such as /rounds/new.
        records = [
            record for record in records if not any(value == "new" or "." in value for value in record.values())
        ][:3]
        for operation in operations.values():
            for parameter in operation["parameters"]:
                if parameter["in"] == "path":
                    known = sorted({record[parameter["name"]] for record in records})
                    parameter["schema"] = {"type": "string", "enum": known + [NOBODY]}
    return copy


def test_token_on_the_account_page(someone, namiki):
    person = someone("auditor")
    token = make_token(person, "監査の集計", writes=False)
    person.look("api-token-made")
    person.press("link", "写したのでアカウントに戻る")
    assert token not in person.page.content()
    assert ask(namiki, "/units", token)[0] == 200
    status, refused = ask(namiki, "/calendar", token, {"day": "2027-01-04"})
    assert status == 403
    assert refused["error"]["code"] == "readOnlyToken"
    status, refused = ask(namiki, "/units", token[:-1])
    assert status == 401
    assert refused["error"]["code"] == "tokenMistyped"
    person.open("/account")
    person.look("api-account")
    person.confirm("終了する （アクセストークン 監査の集計）", look="api-token-end")
    assert "終了しました" in person.page.inner_text("body")
    assert ask(namiki, "/units", token)[1]["error"]["code"] == "tokenOver"


def test_page_for_programs(someone, document):
    person = someone("secretariat")
    person.sign_in()
    person.open("/help/api")
    person.look("api-help")
    text = person.text()
    assert "Authorization: Bearer" in text
    for path in document["paths"]:
        assert path in text, path


def test_document_against_the_site(someone, namiki, document, tmp_path: Path):
    """Read and written with the secretariat's token, of records that there are and of some that there are not."""
    person = someone("secretariat")
    token = make_token(person, "文書の確かめ")
    status, served = ask(namiki, "/openapi.json", token)
    assert status == 200
    assert served == document
    asked = tmp_path / "openapi.json"
    asked.write_text(json.dumps(with_records(document, linked(person))))
    # Beside the interpreter of this very environment.
    program = Path(sys.executable).with_name("schemathesis")
    result = subprocess.run(
        [
            program, "run", asked, "--url", namiki.address, "-H", f"Authorization: Bearer {token}",
            "--checks", CHECKS, "--phases", "fuzzing", "--max-examples", str(EXAMPLES), "--seed", str(SEED),
            "--generation-database", "none", "--generation-with-security-parameters", "false",
            "--workers", "2", "--continue-on-failure", "--no-color", "--warnings", "off",
        ],
        capture_output=True, text=True, cwd=tmp_path,
    )
    assert result.returncode == 0, f"seed {SEED}\n{result.stdout}\n{result.stderr}"
    # It went somewhere: without a token nothing but 401 would be answered, which the document allows.
    assert ask(namiki, "/rounds", token)[0] == 200
