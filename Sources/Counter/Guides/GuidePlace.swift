import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// Where a family is: which life event, in which language.
struct GuidePlace {
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

    /// With the rules as sections changed them, as they are valid on a day.
    func on(_ day: CivilDate, _ connection: any Connection) throws -> GuidePlace {
        guard let changed = try RuleStore.base(base.name, day: day, on: connection) else { return self }
        return GuidePlace(base: changed, guide: guide, language: language)
    }

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
