# Reads a document from standard input and writes it to standard output as PDF. Loads nothing, neither from the network nor
# from files: only data: addresses inside the document are followed. Exit status 3: WeasyPrint is not installed.
import inspect
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
# Called `identifier` before WeasyPrint 59, `pdf_identifier` since.
name = "identifier" if "identifier" in inspect.signature(document.write_pdf).parameters else "pdf_identifier"
document.write_pdf(sys.stdout.buffer, **{name: sys.argv[1].encode("ascii")})
