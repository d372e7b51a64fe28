"""Workbooks that are made to be hard to read, and how others fare meanwhile. Times are printed, and nothing is asserted of them."""

import io
import os
import random
import re
import threading
import time
import urllib.error
import urllib.request
import zipfile

import pytest

from conftest import SEED, copied
from test_crash import Writer
from test_drills import Reader

HOSTILE = int(os.environ.get("NAMIKI_HOSTILE", 0))


def package(sheet, shared=None):
    """A workbook of one sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>
            <Override PartName="/xl/sharedStrings.xml" ContentType="{types}.sharedStrings+xml"/>
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/></Types>""",
        "_rels/.rels": f"""<Relationships xmlns="{rels}">
            <Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
        "xl/workbook.xml": f"""<workbook xmlns="{main}" xmlns:r="{office}">
            <sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>""",
        "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{rels}">
            <Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        for name, pieces in [("xl/sharedStrings.xml", shared or [f'<sst xmlns="{main}"/>']), ("xl/worksheets/sheet1.xml", sheet)]:
            with archive.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece.encode())
    return file.getvalue()


def hostile_books():
    """Small files that are large inside, in several ways."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    chance = random.Random(SEED)
    row = "".join(f'<c t="n"><v>{chance.randrange(10**6)}</v></c>' for _ in range(200))
    begin, end = f"<worksheet {main}><sheetData>", "</sheetData></worksheet>"
    return {
        "a gibibyte of blanks": package([begin, *[" " * (1 << 20)] * 1024, end]),
        "millions of cells": package([begin, *[f"<row>{row}</row>"] * 30_000, end]),
        "millions of words": package(
            [begin, end],
            [f"<sst {main}>", *["".join(f"<si><t>{chance.random()}</t></si>" for _ in range(1_000))] * 2_000, "</sst>"],
        ),
        # Within every limit, and still no form of ours.
        "as many cells as are read": package(
            [begin, *["<row>" + "".join(f'<c t="inlineStr"><is><t>{chance.random()}</t></is></c>' for _ in range(100)) + "</row>"
                      for _ in range(2_990)], end]
        ),
        "elements in elements": package([begin, "<row>" * 2_000_000, end]),
        "entities in entities": package(
            ['<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
             + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
             + "]>", begin, "<row><c t=\"str\"><v>&j;</v></c></row>", end]
        ),
    }


@pytest.mark.skipif(not HOSTILE, reason="making the files takes long: see bin/soak")
def test_hostile_workbooks_are_refused_while_others_read(demonstration, tmp_path):
    server = copied(demonstration, tmp_path)
    server.start()
    hostile = Writer(server, SEED)
    hostile.sign_in()
    rounds = sorted(set(re.findall(r'href="(/rounds/[0-9A-Z]{26})"', hostile.get("/rounds"))))
    forms = next(path for path in (f"{one}/forms" for one in rounds) if f'action="{path}"' in hostile.get(path))
    other = Writer(server, SEED + 1)
    other.sign_in()

    def sent(name, book):
        page = hostile.get(forms)
        form = re.search(rf'<form[^>]*action="{forms}".*?</form>', page, re.S).group(0)
        body = b"".join(
            [
                b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n', hostile.hidden(form, "csrf").encode(),
                b'\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n', book, b"\r\n--x--\r\n",
            ]
        )
        request = urllib.request.Request(
            server.address + forms, data=body,
            headers={"Origin": server.address, "Content-Type": "multipart/form-data; boundary=x"},
        )
        began = time.perf_counter()
        try:
            hostile.opener.open(request, timeout=120)
            raise AssertionError(f"{name} was taken")
        except urllib.error.HTTPError as refused:
            assert refused.code in (413, 422), (name, refused.code)
        return time.perf_counter() - began

    for name, book in hostile_books().items():
        reader = Reader(lambda: other.get("/"))
        reader.start()
        seconds = []
        senders = [threading.Thread(target=lambda: seconds.append(sent(name, book))) for _ in range(HOSTILE)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        assert len(seconds) == HOSTILE, name
        reader.told(f"{name}, {len(book) >> 10} KiB, {HOSTILE} at once, refused in {max(seconds):.2f} s")
        assert server.process.poll() is None, name
    server.stop()
