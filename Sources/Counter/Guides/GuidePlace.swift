import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// Where a family is: which life event, in which language.
struct GuidePlace: Sendable {
    let base: KnowledgeBase
    let guide: KnowledgeBase.Guide
    let language: PageLanguage

    var words: GuideWords { GuideWords(base: base, language: language) }

    /// - Returns: `nil` unless there is such a guide.
    init?(event: String?, language: String?) {
        guard let event, let base = KnowledgeLibrary.base(event), let guide = base.guide,
            let language = language.flatMap(PageLanguage.init)
        else { return nil }
        self.init(base: base, guide: guide, language: language)
    }

    private init(base: KnowledgeBase, guide: KnowledgeBase.Guide, language: PageLanguage) {
        self.base = base
        self.guide = guide
        self.language = language
    }

    /// The guide of the address, with the rules that are valid on the day of the family's event.
    static func load(_ request: PageRequest, on connection: any Connection) throws -> GuidePlace {
        guard let place = GuidePlace(event: request.parameters["event"], language: request.parameters["language"])
        else { throw PageRefusal.notFound }
        let day = try place.begun(request, on: connection)?.facts.day(place.base.eventDay) ?? request.today
        guard let changed = try RuleStore.base(place.base.name, day: day, on: connection) else { return place }
        return GuidePlace(base: changed, guide: place.guide, language: place.language)
    }

    /// The same, where a visit can be booked: for the desk's own event only.
    static func ofDesk(_ request: PageRequest, on connection: any Connection) throws -> GuidePlace {
        let place = try load(request, on: connection)
        guard place.base.name == BereavementDesk.event else { throw PageRefusal.notFound }
        return place
    }

    /// The browser, as it is kept: a hash of the word that already guards its forms.
    static func browser(_ request: PageRequest) -> String {
        ContentHash.of("guide " + request.csrfToken)
    }

    /// What this browser has begun.
    func begun(_ request: PageRequest, on connection: any Connection) throws -> Guide? {
        try GuideStore.find(browser: Self.browser(request), event: base, today: request.today, on: connection)
    }

    /// As ``begun(_:on:)``; who has begun nothing is led to the first page.
    func answers(_ request: PageRequest, on connection: any Connection) throws -> Guide {
        guard let guide = try begun(request, on: connection) else { throw Elsewhere(path()) }
        return guide
    }

    /// The procedures that residents see: those whose source was read or whose section confirmed them.
    var shown: Set<String> { Set(base.procedures.filter { !$0.isDraft }.map(\.id)) }

    func path(_ rest: String = "", in other: PageLanguage? = nil) -> String {
        "/guides/\(base.name)/\((other ?? language).rawValue)" + (rest.isEmpty ? "" : "/\(rest)")
    }

    /// A page of the guide.
    /// - Parameter rest: its address below the guide's; `nil` for the answer to a form, which has no address.
    func page(_ title: String, at rest: String?, body: HTML) -> Page {
        let translations = rest.map { rest in
            Dictionary(uniqueKeysWithValues: PageLanguage.allCases.map { ($0, path(rest, in: $0)) })
        }
        let trail = rest == "" ? [] : [Link(guide.title[language], path())]
        return Page(
            title, trail: trail, language: language, home: path(), translations: translations ?? [:], body: body)
    }
}
