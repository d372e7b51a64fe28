import Japanese
import Ward

/// Puts the frame of the site around a page.
public struct Layout: Sendable {
    public let settings: SiteSettings
    public let navigation: [NavigationEntry]

    public init(settings: SiteSettings, navigation: [NavigationEntry]) {
        self.settings = settings
        self.navigation = navigation
    }

    /// What the frame knows of the person who looks.
    public struct Viewer: Sendable {
        public let signedIn: SignedIn?
        public let path: String
        public let csrfToken: String
        public let flash: Flash?

        public init(signedIn: SignedIn?, path: String, csrfToken: String, flash: Flash?) {
            self.signedIn = signedIn
            self.path = path
            self.csrfToken = csrfToken
            self.flash = flash
        }

        public init(_ request: PageRequest) {
            self.init(
                signedIn: request.signedIn, path: request.path, csrfToken: request.csrfToken, flash: request.flash)
        }
    }

    /// The whole document.
    public func html(_ page: Page, for viewer: Viewer) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="\(page.language.tag)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>\(page.title) | 並木</title>
        <link rel="stylesheet" href="\(StyleSheet.path)">
        <link rel="icon" href="\(SiteIcon.path)" type="image/svg+xml">
        </head>
        <body>
        <a class="skip-link" href="#main">\(FrameWords.skip[page.language])</a>
        \(sampleBand(page.language))\(header(page, viewer))\(navigation(page, viewer))\(trail(page))\(flash(viewer))\
        <main id="main" class="inner" tabindex="-1">
        <h1>\(page.title)</h1>
        \(page.body)
        </main>
        \(footer(page))</body>
        </html>

        """
    }

    private func sampleBand(_ language: PageLanguage) -> HTML {
        guard settings.isSample else { return .empty }
        return """
            <div class="sample-band" role="region" aria-label="\(FrameWords.sampleRegion[language])">\
            <div class="inner"><span class="sample-word">\(FrameWords.sample[language])</span>\
            \(FrameWords.sampleNote[language])</div></div>

            """
    }

    private func header(_ page: Page, _ viewer: Viewer) -> HTML {
        let place = [settings.wardName, page.isForResidents ? nil : settings.planName].compactMap(\.self).joined(
            separator: " ")
        return """
            <header class="site-header"><div class="inner">
            <a class="brand" href="\(page.home)">\(SiteIcon.mark)<span><span class="brand-name">並木</span>\
            <span class="brand-place">\(place)</span></span></a>
            \(languages(page))\(viewer.signedIn.map { who($0, viewer) })</div></header>

            """
    }

    /// The same page in the other languages; in the language itself, so that its readers find it.
    private func languages(_ page: Page) -> HTML {
        guard !page.translations.isEmpty else { return .empty }
        let items: [HTML] = PageLanguage.allCases.map { language in
            guard language != page.language, let path = page.translations[language] else {
                return "<li><span aria-current=\"true\">\(language.name)</span></li>\n"
            }
            return """
                <li><a href="\(path)" lang="\(language.tag)" hreflang="\(language.tag)">\(language.name)</a></li>

                """
        }
        return """
            <nav class="languages" aria-label="Language"><ul>
            \(items)</ul></nav>

            """
    }

    private func who(_ person: SignedIn, _ viewer: Viewer) -> HTML {
        """
        <div class="who"><a href="/account"><span class="visually-hidden">アカウント: </span>\(person.name)</a>
        \(ButtonForm("サインアウト", action: "/sign-out", csrfToken: viewer.csrfToken))</div>

        """
    }

    private func navigation(_ page: Page, _ viewer: Viewer) -> HTML {
        guard let person = viewer.signedIn else { return .empty }
        let links = [Link("今日の仕事", "/")] + navigation.filter { person.may($0.permission) }.map(\.link)
        let current = currentPath(page, viewer, among: links)
        let items: [HTML] = links.map { link in
            let mark: HTML =
                link.path != current
                ? "" : link.path == viewer.path ? " aria-current=\"page\"" : " aria-current=\"true\""
            return "<li><a href=\"\(link.path)\"\(mark)>\(link.title)</a></li>\n"
        }
        return """
            <nav class="site-nav" aria-label="主なページ"><div class="inner"><ul>
            \(items)</ul></div></nav>

            """
    }

    /// The entry a page names by title or path, else the one under which its path lies.
    private func currentPath(_ page: Page, _ viewer: Viewer, among links: [Link]) -> String? {
        if let section = page.section {
            return links.first { $0.path == section || $0.title == section || $0.path == "/\(section)" }?.path
        }
        return links.filter { link in
            link.path == viewer.path || link.path != "/" && viewer.path.hasPrefix(link.path + "/")
        }.max { $0.path.utf8.count < $1.path.utf8.count }?.path
    }

    private func trail(_ page: Page) -> HTML {
        guard !page.trail.isEmpty else { return .empty }
        let items: [HTML] = page.trail.map { "<li><a href=\"\($0.path)\">\($0.title)</a></li>" }
        return """
            <nav class="trail" aria-label="\(FrameWords.trail[page.language])"><div class="inner"><ol>\(items)\
            <li aria-current="page">\(page.title)</li></ol></div></nav>

            """
    }

    private func flash(_ viewer: Viewer) -> HTML {
        guard let flash = viewer.flash else { return .empty }
        let word: HTML = flash.kind == .warning ? "<strong>注意</strong> " : ""
        return """
            <div class="inner"><div class="flash flash-\(flash.kind.rawValue)" role="status"><p>\(word)\(flash.text)</p>\
            </div></div>

            """
    }

    private func footer(_ page: Page) -> HTML {
        // Help is about the work of staff.
        let help: HTML = page.isForResidents ? "" : "<p><a href=\"/help\">使い方</a></p>"
        return """
            <footer class="site-footer"><div class="inner"><p>並木　\(settings.wardName)</p>\(help)</div></footer>

            """
    }
}
