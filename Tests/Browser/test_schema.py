"""The schema that is published says what the readers of scenarios and screens say: judged by a validator that nobody here made."""

import copy
import json
import random
import subprocess

import pytest
import yaml
from conftest import PROGRAM, ROOT, SEED
from jsonschema import Draft202012Validator

# Of about a thousand texts with a mistake; each asks the program once.
MOST = 150

# Every kind of step and every key once.
SCENARIO = {
    "scenario": "hoiku-henkou", "purpose": "変更の入力", "system": "子育てシステム",
    "input": {
        "kind": "ocr", "sheet": "変更", "key": ["番号"], "grouped": True,
        "columns": {
            "番号": None,
            "口座": {"form": "digits", "length": 7, "required": True, "personal": "account", "confidence": 0.98},
        },
    },
    "secrets": ["暗証"],
    "session": [{"do": "goto", "id": "in", "screen": "入口"}, {"do": "fill", "control": "入口.暗証", "secret": "暗証"}],
    "steps": [
        {"do": "expect", "id": "guard", "screen": "届出"},
        {"do": "fill", "control": "届出.口座", "value": "{口座}", "keys": "real", "awaits": "届出.名義"},
        {"do": "choose", "control": "届出.区分", "value": "口座"},
        {"do": "query", "when": "口座 != ''", "message": "口座がない"},
        {"do": "upload", "control": "届出.添付", "file": "{番号}.pdf"},
        {"do": "approve", "when": "confidence(口座) < 0.98", "role": "係長"},
        {"do": "branch", "when": "口座 = '1'", "then": [{"do": "each", "steps": [{"do": "goto", "screen": "届出"}]}],
         "otherwise": [{"do": "download", "control": "届出.帳票"}]},
        {"do": "submit", "control": "届出.登録", "effect": "irreversible", "until": "完了",
         "refusals": [{"screen": "誤り", "text": "誤り.理由"}], "dialog": "登録しますか"},
        {"do": "read", "control": "完了.番号", "into": "receipt", "required": True},
    ],
    "alreadyDone": {
        "steps": [{"do": "goto", "screen": "照会"}], "found": "照会.行", "receipt": "照会.番号", "absent": "desk",
        "when": "always",
    },
    "onError": {"retry": 2, "first": 5, "longest": 60, "then": "stop"},
    "limits": {
        "records": 500, "wait": 30, "download": 1000, "downloadSeconds": 5, "window": "18:00-23:00", "days": "office",
    },
    "effect": {"baseline": "変更の入力", "unit": "件"},
}  # fmt: skip
SCREENS = {
    "system": "子育てシステム", "release": "第1版",
    "screens": {
        "届出": {
            "title": "届出", "path": "/entry", "signIn": False,
            "controls": {
                "口座": {
                    "kind": "field", "optional": False,
                    "candidates": [{"testid": "a"}, {"id": "b"}, {"name": "c"}, {"label": "d"}],
                }
            },
        }
    },
}
# What no schema can say: names that other parts of the text must have, and the language of conditions.
BEYOND = ["という列はありません", "は条件ではありません"]


def places(value, path=()):
    """Each part of a text, from the outside in."""
    yield path, value
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []:
        yield from places(part, (*path, key))


def changed(whole, path, change):
    whole = copy.deepcopy(whole)
    part = whole
    for key in path[:-1]:
        part = part[key]
    change(part, path[-1])
    return whole


WRONG = ["そのような値はない\u0001", ["a", ["b"]], {"キー": "x"}, {}, "a.b.c", "//x"]
# Where a text stands, figures are texts.
FIGURES = [1.5, -1, 99_999_999_999]


def mistakes(whole):
    """Texts with one change each: a key less, a key more, and values of the wrong kind."""

    def put(part, key, value):
        part[key] = value

    for path, value in places(whole):
        if isinstance(value, dict):
            yield path, changed({"": whole}, ("", *path), lambda part, key: part[key].update(よけいなキー="x"))[""]
        if not path:
            continue
        if isinstance(path[-1], str):
            yield path, changed(whole, path, lambda part, key: part.pop(key))
        for wrong in WRONG + ([] if isinstance(value, str) else FIGURES):
            yield path, changed(whole, path, lambda part, key, wrong=wrong: put(part, key, wrong))


def differences(texts, schema, findings):
    validator = Draft202012Validator(schema)
    for path, text in texts:
        told = [finding for finding in findings(text) if not any(words in finding for words in BEYOND)]
        if bool(told) == validator.is_valid(text):
            yield path, text, told


def run(*arguments):
    return subprocess.run([PROGRAM, "automation", *map(str, arguments)], capture_output=True, text=True)


@pytest.mark.parametrize(("kind", "whole"), [("scenario", SCENARIO), ("contract", SCREENS)])
def test_schema_and_reader_refuse_the_same_texts(tmp_path, kind, whole):
    schema = json.loads(run("schema", kind).stdout)
    Draft202012Validator.check_schema(schema)

    def findings(text):
        for name, plain in [("scenario", SCENARIO), ("contract", SCREENS)]:
            (tmp_path / name).write_text(json.dumps(text if name == kind else plain, ensure_ascii=False))
        answer = run("check", tmp_path / "scenario", "--contract", tmp_path / "contract", "--format", "json")
        return [
            found["message"]
            for found in json.loads(answer.stdout)["findings"]
            if found["check"] == "format" and found["file"] == str(tmp_path / kind)
        ]

    assert findings(whole) == []
    assert list(Draft202012Validator(schema).iter_errors(whole)) == []
    texts = list(mistakes(whole))
    assert list(differences(random.Random(SEED).sample(texts, MOST), schema, findings)) == []


def test_samples_are_valid_by_the_schema_that_editors_are_given():
    for kind, name in [("scenario", "sample-scenario.yaml"), ("contract", "sample-screens.yaml")]:
        text = (ROOT / "Sources/Scenarios/Knowledge" / name).read_text()
        assert list(Draft202012Validator(json.loads(run("schema", kind).stdout)).iter_errors(yaml.safe_load(text))) == []
