# Prints text into boxes of forms, to the millimetre. Reads JSON from standard input and writes JSON: the PDF in base64, and
# for every box what became of its text. Loads nothing. Exit status 3: WeasyPrint or qpdf is not installed.
#
# In:  {"title", "pages": [{"width", "height", "background": base64 PDF, "backgroundPage", "lines": [[x1, y1, x2, y2]],
#       "labels": [{"x", "y", "w", "h", "text", "size", "align"}],
#       "boxes": [{"id", "x", "y", "w", "h", "text", "size", "min", "align", "comb"}]}]}
#      Places and sizes are whole numbers: tenths of a millimetre and of a point.
# Or:  {"join": [base64 PDF, …]}: one file after the other.
# Out: {"pdf", "boxes": [{"id", "size", "lines", "missing": [characters], "fits"}]}
import base64
import html
import io
import json
import subprocess
import sys
import tempfile

try:
    import weasyprint
    from fontTools.ttLib import TTFont
except ImportError:
    sys.exit(3)

POINT = 25.4 / 72
GETA = "〓"
LEADING = 1.25


def font():
    """The font in which forms are printed: one with TrueType outlines, which every viewer shows when it is embedded."""
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "BIZ UDGothic:style=Regular"], capture_output=True, text=True, check=True
    ).stdout
    return TTFont(found, fontNumber=0, lazy=True)


FONT = font()
CMAP = FONT.getBestCmap()
VARIANTS = {}
for table in FONT["cmap"].tables:
    if table.format == 14:
        VARIANTS = {selector: {base for base, _ in pairs} for selector, pairs in table.uvsDict.items()}
WIDTHS = FONT["hmtx"]
EM = FONT["head"].unitsPerEm


def clusters(text):
    """Characters with the variation selectors that belong to them."""
    found = []
    for character in text:
        code = ord(character)
        if found and (0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or 0x300 <= code <= 0x36F):
            found[-1] += character
        else:
            found.append(character)
    return found


def is_there(cluster):
    base = ord(cluster[0])
    if base not in CMAP:
        return False
    for mark in cluster[1:]:
        code = ord(mark)
        selectors = 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
        if selectors and base not in VARIANTS.get(code, ()) or not selectors and code not in CMAP:
            return False
    return True


def width(cluster):
    return WIDTHS[CMAP[ord(cluster[0])]][0] / EM


def wrapped(parts, size, room):
    """Lines that fit a width in mm; words of Latin letters are kept together where they can be."""
    lines, line, used = [], [], 0.0
    words, word = [], []
    for part in parts:
        if part == " " or ord(part[0]) > 0x2E7F:
            if word:
                words.append(word)
                word = []
            words.append([part])
        else:
            word.append(part)
    if word:
        words.append(word)
    scale = size * POINT
    for word in words:
        long = sum(width(part) for part in word) * scale
        if used + long > room and line and long <= room:
            lines.append(line)
            line, used = [], 0.0
        for part in word:
            step = width(part) * scale
            if used + step > room + 1e-6 and line:
                lines.append(line)
                line, used = [], 0.0
            line.append(part)
            used += step
    if line:
        lines.append(line)
    return ["".join(part for part in line).strip(" ") for line in lines]


def fitted(box, parts):
    """The largest size at which the text fits its box, down to the smallest that may be read."""
    size = box["size"]
    while True:
        lines = wrapped(parts, size, box["w"] - 1)
        if len(lines) * size * POINT * LEADING <= box["h"] + 0.3 or (len(lines) == 1 and size * POINT <= box["h"]):
            return size, lines, True
        if size <= box["min"]:
            return size, lines, False
        size = max(box["min"], round(size - 0.25, 2))


def div(x, y, w, h, style, content):
    return f'<div style="left:{x}mm;top:{y}mm;width:{w}mm;height:{h}mm;{style}">{content}</div>'


def drawn(box, report):
    text = box["text"]
    parts = clusters(text)
    missing = [part for part in parts if not is_there(part)]
    shown = [part if is_there(part) else GETA for part in parts]
    pieces = []
    if box.get("comb"):
        cell = box["w"] / box["comb"]
        fits = len(shown) <= box["comb"]
        size = min(box["size"], cell / POINT * 0.9)
        for position, part in enumerate(shown[: box["comb"]]):
            pieces.append(
                div(box["x"] + position * cell, box["y"], cell, box["h"],
                    f"font-size:{size}pt;line-height:{box['h']}mm;text-align:center", html.escape(part)))
        lines = 1
    else:
        size, rows, fits = fitted(box, shown)
        if not fits:
            # Nothing is cut off: the whole text stands on the cover sheet.
            rows, size = ["別紙のとおり"], min(box["size"], 9)
        lines = len(rows)
        height = box["h"] / max(1, lines) if lines > 1 else box["h"]
        step = min(height, size * POINT * LEADING) if lines > 1 else box["h"]
        top = box["y"] + (box["h"] - step * lines) / 2
        for position, row in enumerate(rows):
            pieces.append(
                div(box["x"] + 0.5, top + position * step, box["w"] - 1, step,
                    f"font-size:{size}pt;line-height:{step}mm;text-align:{box.get('align', 'left')};white-space:pre",
                    html.escape(row)))
    if missing:
        pieces.append(
            div(box["x"], box["y"], box["w"], box["h"], "border:0.4mm dashed #000", "")
            + div(box["x"] + box["w"] - 12, box["y"] - 3, 12, 3, "font-size:6pt;text-align:right", "手書き"))
    report.append({"id": box["id"], "size": round(size * 10), "lines": lines, "missing": missing, "fits": fits})
    return "".join(pieces)


def scaled(thing):
    return {key: value / 10 if key in {"x", "y", "w", "h", "size", "min", "width", "height"} else value for key, value in thing.items()}


def run_qpdf(*arguments):
    try:
        subprocess.run(["qpdf", "--deterministic-id", *arguments], check=True, capture_output=True)
    except FileNotFoundError:
        sys.exit(3)


def saved(folder, name, content):
    with open(f"{folder}/{name}.pdf", "wb") as file:
        file.write(content)
    return f"{folder}/{name}.pdf"


job = json.load(sys.stdin)
if "join" in job:
    with tempfile.TemporaryDirectory() as folder:
        names = [saved(folder, str(place), base64.b64decode(text)) for place, text in enumerate(job["join"])]
        run_qpdf("--empty", "--pages", *names, "--", f"{folder}/all.pdf")
        with open(f"{folder}/all.pdf", "rb") as file:
            json.dump({"pdf": base64.b64encode(file.read()).decode("ascii"), "boxes": []}, sys.stdout)
    sys.exit(0)
if "inspect" in job:
    with tempfile.TemporaryDirectory() as folder:
        name = saved(folder, "form", base64.b64decode(job["inspect"]))
        # A form that cannot be laid under another page is no form.
        run_qpdf(name, f"{folder}/copy.pdf")
        count = subprocess.run(["qpdf", "--show-npages", name], capture_output=True, text=True, check=True).stdout
        json.dump({"pages": int(count)}, sys.stdout)
    sys.exit(0)
for place, page in enumerate(job["pages"]):
    page = job["pages"][place] = scaled(page)
    page["lines"] = [[number / 10 for number in line] for line in page.get("lines", [])]
    page["labels"] = [scaled(label) for label in page.get("labels", [])]
    page["boxes"] = [scaled(box) for box in page["boxes"]]
report, pages, styles = [], [], []
for number, page in enumerate(job["pages"], 1):
    styles.append(f"@page p{number} {{ size: {page['width']}mm {page['height']}mm; margin: 0 }}")
    content = []
    for x1, y1, x2, y2 in page.get("lines", []):
        style = "border-top:0.2mm solid #000" if y1 == y2 else "border-left:0.2mm solid #000"
        content.append(div(x1, y1, x2 - x1, y2 - y1, style, ""))
    for label in page.get("labels", []):
        content.append(
            div(label["x"], label["y"], label["w"], label["h"],
                f"font-size:{label['size']}pt;line-height:{label['h']}mm;white-space:pre;text-align:{label.get('align', 'left')}",
                html.escape(label["text"])))
    for box in page["boxes"]:
        content.append(drawn(box, report))
    pages.append(f'<section style="page:p{number}">{"".join(content)}</section>')

# Two pages of the same size are one named page to WeasyPrint: each begins with a break of its own.
document = f"""<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{html.escape(job["title"])}</title><style>
{"".join(styles)}
body {{ margin: 0; font-family: "BIZ UDGothic"; }}
section {{ position: relative; break-after: page; }}
section:last-child {{ break-after: auto; }}
div {{ position: absolute; box-sizing: border-box; }}
</style></head><body>{"".join(pages)}</body></html>"""
output = io.BytesIO()
weasyprint.HTML(string=document).write_pdf(output)
pdf = output.getvalue()

with tempfile.TemporaryDirectory() as folder:
    for number, page in enumerate(job["pages"], 1):
        if not page.get("background"):
            continue
        text, form = saved(folder, "text", pdf), saved(folder, "form", base64.b64decode(page["background"]))
        source = page.get("backgroundPage", 1)
        run_qpdf(text, "--underlay", form, f"--from={source}", f"--to={number}", "--", f"{folder}/both.pdf")
        with open(f"{folder}/both.pdf", "rb") as file:
            pdf = file.read()

json.dump({"pdf": base64.b64encode(pdf).decode("ascii"), "boxes": report}, sys.stdout)
