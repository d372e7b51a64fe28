import Japanese
import Site
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
        self.base = base
        self.guide = guide
        self.language = language
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
