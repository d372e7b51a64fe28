import Japanese

/// A document that stands alone: its style is inside, and it needs no server.
public struct PrintDocument: Component {
    public let title: String
    public let body: HTML
    /// Whether it shows demo data: it then wears the 見本 band.
    public let isSample: Bool
    public let language: PageLanguage

    public init(_ title: String, isSample: Bool = false, language: PageLanguage = .japanese, body: HTML) {
        self.language = language
        self.title = title
        self.isSample = isSample
        self.body = body
    }

    public var html: HTML {
        let band: HTML =
            isSample ? "<div class=\"sample-band\"><span class=\"sample-word\">見本</span>見本データで作成した文書です。</div>\n" : ""
        return """
            <!DOCTYPE html>
            <html lang="\(language.tag)">
            <head>
            <meta charset="utf-8">
            <title>\(title)</title>
            <style>
            \(HTML(trusted: StyleSheet.resolved))</style>
            </head>
            <body>
            \(band)<main class="inner">
            <h1>\(title)</h1>
            \(body)
            </main>
            </body>
            </html>

            """
    }
}
