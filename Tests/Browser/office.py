"""Edits a workbook in LibreOffice, as an official would: run by the system's own Python, which knows LibreOffice.

    office.py SOURCE RESULT < commands.json

Each command is a list: ["set", sheet, cell, text] types into a cell, ["number", sheet, cell, value],
["move", sheet, row, to], ["delete", sheet, row], ["merge", sheet, range].
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import CellAddress


def value(name, content):
    item = PropertyValue()
    item.Name, item.Value = name, content
    return item


def connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.1)
    raise SystemExit("LibreOffice did not answer")


def edit(document, commands):
    sheets = document.Sheets
    for name in sheets.ElementNames:
        # Without a password, as the form was given out.
        sheets.getByName(name).unprotect("")
    for action, name, *rest in commands:
        sheet = sheets.getByName(name)
        if action == "set":
            sheet.getCellRangeByName(rest[0]).setString(rest[1])
        elif action == "type":
            sheet.getCellRangeByName(rest[0]).setFormula(rest[1])
        elif action == "delete":
            sheet.Rows.removeByIndex(rest[0] - 1, 1)
        elif action == "merge":
            sheet.getCellRangeByName(rest[0]).merge(True)
        elif action == "move":
            source, target = rest[0] - 1, rest[1] - 1
            number = sheet.RangeAddress.Sheet
            sheet.Rows.insertByIndex(target, 1)
            if source >= target:
                source += 1
            row = sheet.Rows.getByIndex(source).RangeAddress
            address = CellAddress()
            address.Sheet, address.Column, address.Row = number, 0, target
            sheet.moveRange(address, row)
            sheet.Rows.removeByIndex(source, 1)


def main():
    source, result = sys.argv[1:]
    commands = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"namiki{os.getpid()}"
        office = subprocess.Popen(
            [
                "soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            context = connected(pipe)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            document = desktop.loadComponentFromURL(
                uno.systemPathToFileUrl(os.path.abspath(source)), "_blank", 0, (value("Hidden", True),)
            )
            edit(document, commands)
            document.storeToURL(
                uno.systemPathToFileUrl(os.path.abspath(result)), (value("FilterName", "Calc MS Excel 2007 XML"),)
            )
            document.close(True)
            try:
                desktop.terminate()
            except Exception:
                pass
            office.wait(60)
        finally:
            office.kill()


main()
