import Ward

/// 今日の仕事: what waits for a person, what is late first.
struct FirstPage {
    let name: String
    let duties: [Duty]

    /// Duties shown at most; with more, the page says so.
    static let dutiesMax = 100

    static let program = Route.ProgramSide(
        "今日の仕事", answer: ["duties": .list(["title": .text, "path": .text, "note": .text, "isOverdue": .flag])])

    static func answer(_ request: PageRequest, duties sources: [DutySource]) async throws -> PageResponse {
        let person = try request.person
        var duties: [Duty] = []
        for source in sources { duties += try await source.duties(person, request.ward) }
        let sorted = duties.filter(\.isOverdue) + duties.filter { !$0.isOverdue }
        if request.wantsJSON {
            return .json(["duties": .array(sorted.map(\.json))])
        }
        return .page(FirstPage(name: person.name, duties: sorted).page)
    }

    var page: Page {
        Page("今日の仕事", section: "/", body: body)
    }

    private var body: HTML {
        guard !duties.isEmpty else {
            return """
                <p class="lead">\(name)さんに届いている仕事はありません。</p>
                <p>報告や確認の依頼が届くと、ここに表示します。ほかのページは上のメニューから開けます。</p>
                """
        }
        let overdue = duties.filter(\.isOverdue).count
        let late: HTML = overdue == 0 ? "" : "<p>\(Tag("期限を過ぎたもの \(overdue)件", .danger))</p>\n"
        let shown = duties.prefix(Self.dutiesMax)
        let rest: HTML =
            duties.count > shown.count ? "<p>ほかに\(duties.count - shown.count)件あります。各ページの一覧から確かめてください。</p>" : ""
        return """
            <p class="lead">\(name)さんに届いている仕事は\(duties.count)件です。</p>
            \(late)\(LinkList(shown.map(item)))\(rest)
            """
    }

    private func item(_ duty: Duty) -> LinkList.Item {
        let tag: HTML = duty.isOverdue ? "\(Tag("期限超過", .danger)) " : ""
        return LinkList.Item(duty.link.title, duty.link.path, note: "\(tag)\(duty.note)")
    }
}

extension Duty {
    /// For programs.
    var json: JSON {
        [
            "title": .string(link.title), "path": .string(link.path), "note": .string(note),
            "isOverdue": .bool(isOverdue),
        ]
    }
}
