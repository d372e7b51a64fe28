"""The programs that people have for CKAN, as they are: the package ckanapi and its command."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from ckanapi import RemoteCKAN
from ckanapi.errors import CKANAPIError, NotAuthorized, NotFound, SearchQueryError, ValidationError
from conftest import Someone, copied
from test_openapi import make_token

OFFICER = {"loginName": "opendata", "password": "hiraku-deeta-2026"}


@pytest.fixture(scope="module")
def namiki(demonstration, tmp_path_factory):
    server = copied(demonstration, tmp_path_factory.mktemp("ckan"))
    server.run("opendata", "demo")
    server.add(OFFICER, "--name", "公開する人", "--role", "dataOfficer")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module", params=[False, True], ids=["post", "get"])
def portal(request, namiki):
    with RemoteCKAN(namiki.address, get_only=request.param) as portal:
        yield portal


def test_lists_and_shows(portal):
    assert portal.action.status_show()["ckan_version"].startswith("2.11")
    names = portal.action.package_list()
    assert len(names) >= 13
    package = portal.action.package_show(id="aed")
    assert package["license_id"] == "PDL-1.0"
    assert package["resources"][0]["datastore_active"]
    assert {organisation["name"] for organisation in portal.action.organization_list(all_fields=True)}
    assert portal.action.group_show(id="welfare")["package_count"] >= 1
    assert "AED" in portal.action.tag_list()
    assert {licence["id"] for licence in portal.action.license_list()} == {"PDL-1.0", "CC-BY-4.0"}


def test_searches_with_other_letters_and_words(portal):
    assert portal.action.package_search(q="お手洗い")["results"][0]["name"] == "public-toilets"
    found = portal.action.package_search(q="避難", fq="groups:disaster", rows=1)
    assert found["count"] >= 1
    assert len(found["results"]) == 1
    assert portal.action.package_search(q="*:*", start=5, rows=5, sort="name asc")["count"] >= 13


def test_rows_with_filters_and_paging(portal):
    resource = portal.action.package_show(id="aed")["resources"][0]["id"]
    filters = {"種別": "屋外・24時間"}
    sent = json.dumps(filters) if portal.get_only else filters
    whole = portal.action.datastore_search(resource_id=resource, filters=sent)
    assert 0 < whole["total"] < 40
    assert len(whole["records"]) == whole["total"]
    assert {record["種別"] for record in whole["records"]} == {"屋外・24時間"}
    page = portal.action.datastore_search(resource_id=resource, filters=sent, limit=5, offset=5)
    assert [record["_id"] for record in page["records"]] == [record["_id"] for record in whole["records"][5:10]]
    assert page["records"][0]["ID"].startswith("0")
    assert isinstance(page["records"][0]["緯度"], float)


def test_errors_have_their_types(portal):
    with pytest.raises(NotFound):
        portal.action.package_show(id="there-is-none")
    with pytest.raises(NotFound):
        portal.action.datastore_search(resource_id="there-is-none")
    with pytest.raises(SearchQueryError):
        portal.action.package_search(sort="nonsense asc")
    with pytest.raises(ValidationError) as refused:
        portal.action.package_show()
    assert refused.value.error_dict["id"]
    # As of every portal on which it is off: no type, and the name of the action.
    with pytest.raises(CKANAPIError, match="400.*Action name not known: datastore_search_sql"):
        portal.action.datastore_search_sql(sql="SELECT 1")
    if not portal.get_only:
        with pytest.raises(NotAuthorized):
            portal.action.package_create(name="by-nobody")


def test_the_command_dumps_the_catalogue(namiki, tmp_path):
    command = Path(sys.executable).parent / "ckanapi"
    result = subprocess.run(
        [command, "dump", "datasets", "--all", "-r", namiki.address, "-O", tmp_path / "dump.jsonl"],
        # It starts workers of its own by its name.
        capture_output=True, text=True, env=dict(os.environ, PATH=f"{command.parent}:{os.environ['PATH']}"),
    )
    assert result.returncode == 0, result.stderr
    lines = (tmp_path / "dump.jsonl").read_text().splitlines()
    assert len(lines) >= 13
    assert all(json.loads(line)["resources"] for line in lines)


def test_a_token_describes_a_dataset(browser, namiki):
    person = Someone(browser, namiki, OFFICER)
    token = make_token(person, "ckan")
    with RemoteCKAN(namiki.address, apikey=token) as portal:
        made = portal.action.package_create(name="by-token", title="トークンで登録", license_id="CC-BY-4.0")
        assert made["private"]
        patched = portal.action.package_patch(id="by-token", notes="直した説明")
        assert patched["title"] == "トークンで登録"
        assert portal.action.package_show(id="by-token")["notes"] == "直した説明"
        with pytest.raises(ValidationError) as refused:
            portal.action.package_create(name="by-token", license_id="secret")
        assert set(refused.value.error_dict) >= {"license_id"}
    with RemoteCKAN(namiki.address) as portal, pytest.raises(NotFound):
        portal.action.package_show(id="by-token")
    person.context.close()
