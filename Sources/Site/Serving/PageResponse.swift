import Japanese
import Ward

/// What a handler answers.
public enum PageResponse: Sendable {
    /// A page in the site's layout.
    ///
    /// A message is shown above it; one that the page before left is shown by itself.
    case page(Page, status: Int = 200, flash: Flash? = nil)
    /// After a change: go and look at the result (303).
    case seeOther(String, flash: Flash? = nil)
    case json(JSON, status: Int = 200)
    /// A file or a stored edition, byte for byte: shown in the browser, or saved when it has a filename. Documents of type
    /// `text/html` bring their own style and are shown in a sandbox, where they can do nothing.
    case bytes([UInt8], type: String, filename: String? = nil, headers: [String: String] = [:])
    /// A file on disk, of any size: sent as it is read, and saved when it has a filename.
    ///
    /// - Parameter keeping: lives until the file is sent, such as a ``TemporaryFile``.
    case file(
        String, type: String, filename: String? = nil, headers: [String: String] = [:],
        keeping: (any Sendable)? = nil)
    /// Sets or clears the session, then goes to a page.
    case signedIn(cookie: String, to: String)
    case signedOut(to: String)
    /// Begins a sign-in through the identity provider: keeps its secret with the browser, then goes there or to a page.
    case begun(flow: String, to: String)

    var isPage: Bool { if case .page = self { true } else { false } }
}

/// A page before the layout is put around it.
public struct Page: Sendable {
    public let title: String
    public let body: HTML
    /// Where the page stands, outermost first, without the page itself.
    public let trail: [Link]
    /// The navigation entry that is marked as current.
    public let section: String?
    public let language: PageLanguage
    /// Where the brand leads to. Pages for residents lead to their own first page and say nothing of the programme.
    public let home: String
    /// Where the same page stands in the other languages.
    public let translations: [PageLanguage: String]
    /// Whether what can be done on it is told; not on a page that stands in place of the one asked for.
    let hasHelp: Bool

    public init(
        _ title: String, trail: [Link] = [], section: String? = nil, language: PageLanguage = .japanese,
        home: String = "/", translations: [PageLanguage: String] = [:], body: HTML
    ) {
        self.init(
            title, trail: trail, section: section, language: language, home: home, translations: translations,
            hasHelp: true, body: body)
    }

    init(
        _ title: String, trail: [Link] = [], section: String? = nil, language: PageLanguage = .japanese,
        home: String = "/", translations: [PageLanguage: String] = [:], hasHelp: Bool, body: HTML
    ) {
        self.hasHelp = hasHelp
        self.translations = translations
        self.title = title
        self.trail = trail
        self.section = section
        self.language = language
        self.home = home
        self.body = body
    }

    /// The same page with another body.
    func with(body: HTML) -> Page {
        Page(
            title, trail: trail, section: section, language: language, home: home, translations: translations,
            hasHelp: hasHelp, body: body)
    }

    /// Whether it is made for people without an account.
    var isForResidents: Bool { home != "/" }
}

public struct Link: Hashable, Sendable {
    public let title: String
    public let path: String

    public init(_ title: String, _ path: String) {
        self.title = title
        self.path = path
    }
}

/// Why a page is not shown; turned into a page that helps, or into JSON, in one place.
public enum PageRefusal: Error, Sendable {
    case notFound
    /// What stood there was taken back for good; says what and why, a sentence to a line.
    case gone(String)
    case signInNeeded
    /// The permission that is missing.
    case forbidden(Permission)
    /// The form was too old or did not come from this site.
    case csrf
    /// The body or an upload was larger than allowed.
    case tooLarge(bytesMax: Int)
    /// The request cannot be understood; says how to mend it.
    case badRequest(String)
    /// A rule refuses what was asked, in words for the person; shown with status 409.
    case conflict(String)
}
