# Reads a document from standard input and writes it to standard output as PDF. Loads nothing, neither from the network nor
# from files: only data: addresses inside the document are followed. Exit status 3: WeasyPrint is not installed.
import inspect
import io
import sys

try:
    import weasyprint
except ImportError:
    sys.exit(3)


def fetch(url, *arguments, **options):
    if url.startswith("data:"):
        return weasyprint.default_url_fetcher(url, *arguments, **options)
    raise ValueError("nothing is loaded from outside the document")


document = weasyprint.HTML(
    file_obj=sys.stdin.buffer, encoding="utf-8", base_url="namiki:document", url_fetcher=fetch, media_type="print"
)
# Some names changed with WeasyPrint 59: `identifier` and `variant` became `pdf_identifier` and `pdf_variant`.
known = inspect.signature(document.write_pdf).parameters


def name(option):
    return option if option in known else f"pdf_{option}"


# Tagged, so that screen readers find headings, tables and links (PDF/UA, ISO 14289-1). What WeasyPrint cannot tag is still
# printed: a document that looks right is better than none.
output = io.BytesIO()
options = {name("identifier"): sys.argv[1].encode("ascii")}
try:
    document.write_pdf(output, **options, **{name("variant"): "pdf/ua-1"})
except Exception:
    output = io.BytesIO()
    document.write_pdf(output, **options)
sys.stdout.buffer.write(output.getvalue())
