import Japanese
import Ward

/// どのようなご用ですか: the first page of the site for everybody who is not signed in.
struct ResidentFrontPage {
    let doors: [ResidentDoor]
    let language: PageLanguage

    static func path(_ language: PageLanguage) -> String { "/residents/\(language.rawValue)" }

    static let program = Route.ProgramSide(
        "住民の方の入口", answer: ["doors": .list(["title": .text, "path": .text, "note": .text])])

    static func answer(
        _ request: PageRequest, _ language: PageLanguage, _ sources: [ResidentDoorSource]
    ) async throws -> PageResponse {
        let doors = try await request.ward.database.read { connection in
            try sources.compactMap { try $0.door(connection) }
        }
        if request.wantsJSON {
            return .json(["doors": .array(doors.map { $0.json(language) })])
        }
        return .page(ResidentFrontPage(doors: doors, language: language).page)
    }

    var page: Page {
        Page(
            Self.title[language], language: language, home: Self.path(language),
            translations: Dictionary(uniqueKeysWithValues: PageLanguage.allCases.map { ($0, Self.path($0)) }),
            body: body)
    }

    private var body: HTML {
        let list = LinkList(
            doors.map { LinkList.Item($0.title[language], $0.path(language), note: "\($0.note[language])") },
            empty: Self.nothing[language])
        return """
            <div class="doors">\(list)</div>
            <p class="staff-door"><a href="/sign-in">\(Self.staff[language])</a></p>
            """
    }

    private static let title = Wording("どのようなご用ですか", "何を したいですか", "What do you need?")
    private static let nothing = Wording(
        "今、インターネットでできる手続きはありません。区役所の窓口にお尋ねください。", "今、インターネットで できる ことは ありません。区役所の まどぐちで きいて ください。",
        "There is nothing to do online at the moment. Please ask at the ward office.")
    private static let staff = Wording("職員の方", "区役所で はたらく 人", "For staff")
}

extension ResidentDoor {
    /// For programs: `title`, `path`, `note`.
    fileprivate func json(_ language: PageLanguage) -> JSON {
        ["title": .string(title[language]), "path": .string(path(language)), "note": .string(note[language])]
    }
}
