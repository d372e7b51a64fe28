import Japanese
import Ward

/// Puts the frame of the site around a page.
public struct Layout: Sendable {
    public let settings: SiteSettings
    let map: SiteMap

    public init(settings: SiteSettings, map: SiteMap) {
        self.settings = settings
        self.map = map
    }

    /// What the frame knows of the person who looks.
    public struct Viewer: Sendable {
        public let signedIn: SignedIn?
        public let path: String
        /// Of the route that answered, such as `/rounds/:round`; it says in which area the page stands.
        public let pattern: String
        public let csrfToken: String
        public let flash: Flash?
        /// How many things wait for the person; `nil` where that is not known.
        let waiting: Int?
        /// Whether there is a page for the person at an address.
        let mayReach: @Sendable (_ path: String) -> Bool

        public init(
            signedIn: SignedIn?, path: String, pattern: String, csrfToken: String, flash: Flash?,
            waiting: Int? = nil, mayReach: @escaping @Sendable (_ path: String) -> Bool = { _ in true }
        ) {
            self.signedIn = signedIn
            self.path = path
            self.pattern = pattern
            self.csrfToken = csrfToken
            self.flash = flash
            self.waiting = waiting
            self.mayReach = mayReach
        }
    }

    /// The whole document.
    public func html(_ page: Page, for viewer: Viewer) -> HTML {
        let area = area(of: page, viewer)
        let side = side(page, area, viewer)
        return """
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
            \(sampleBand(page.language))\(header(page, viewer))\(bar(area, viewer))\
            <div class="site-body\(side == nil ? "" : " site-body-sided")">
            \(side)<div class="site-column">
            \(trail(page, viewer))\(flash(viewer))\
            <main id="main" class="inner" tabindex="-1">
            <h1>\(page.title)</h1>
            \(help(page, viewer))\(page.body)
            </main>
            </div></div>
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
        // Most plans begin with the name of their ward.
        let plan = page.isForResidents ? nil : settings.planName
        let ward: String? = plan?.hasPrefix(settings.wardName) == true ? nil : settings.wardName
        let place = [ward, plan].compactMap(\.self).joined(separator: " ")
        return """
            <header class="site-header"><div class="inner">
            <a class="brand" href="\(page.home)">\(SiteIcon.mark)<span><span class="brand-name">並木</span>\
            <span class="brand-place">\(place)</span></span></a>
            \(languages(page))\(tools(page, viewer))</div></header>

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

    /// Searching and one's account: on a phone a fold beside the brand, so that the page begins at once.
    private func tools(_ page: Page, _ viewer: Viewer) -> HTML {
        guard let person = viewer.signedIn else { return .empty }
        guard !page.isForResidents else { return who(person, viewer) }
        return """
            <details class="wide-open site-tools"><summary>検索とアカウント</summary>
            <div class="site-tools-content">\(SearchBox())\(who(person, viewer))</div></details>

            """
    }

    private func who(_ person: SignedIn, _ viewer: Viewer) -> HTML {
        """
        <div class="who"><a href="/account"><span class="visually-hidden">アカウント: </span>\(person.name)</a>
        \(ButtonForm("サインアウト", action: "/sign-out", csrfToken: viewer.csrfToken))</div>

        """
    }

    /// Pages for residents stand in no area, whoever reads them.
    private func area(of page: Page, _ viewer: Viewer) -> Area? {
        page.isForResidents ? nil : map.area(of: viewer.pattern)
    }

    private func bar(_ area: Area?, _ viewer: Viewer) -> AreaBar? {
        viewer.signedIn.map {
            AreaBar(areas: map.areas, person: $0, current: area, path: viewer.path, waiting: viewer.waiting ?? 0)
        }
    }

    private func side(_ page: Page, _ area: Area?, _ viewer: Viewer) -> SideList? {
        guard let area, let person = viewer.signedIn else { return nil }
        let side = SideList(area: area, person: person, section: page.section, path: viewer.path)
        return side.isNeeded ? side : nil
    }

    private func help(_ page: Page, _ viewer: Viewer) -> PageHelpFold? {
        guard viewer.signedIn != nil, page.hasHelp else { return nil }
        return map.help(on: viewer.pattern)
    }

    private func trail(_ page: Page, _ viewer: Viewer) -> HTML {
        guard !page.trail.isEmpty else { return .empty }
        let items: [HTML] = page.trail.map { link in
            viewer.mayReach(link.path)
                ? "<li><a href=\"\(link.path)\">\(link.title)</a></li>" : "<li>\(link.title)</li>"
        }
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
        let help: HTML =
            page.isForResidents ? "" : "<p><a href=\"/help\">使い方</a></p><p><a href=\"/help/words\">用語</a></p>"
        return """
            <footer class="site-footer"><div class="inner"><p>並木　\(settings.wardName)</p>\(help)</div></footer>

            """
    }
}
