import Ward

/// All that waits for a person of one kind.
struct DutyKindPage {
    let group: DutyGroup

    static let program = Route.ProgramSide(
        "今日の仕事のうち1つの種類", answer: ["kind": .orNull(DutyGroup.answer), "duties": .list(Duty.answer)])

    static func answer(_ request: PageRequest, _ sources: [DutySource]) async throws -> PageResponse {
        let person = try request.person
        let duties = try await sources.duties(of: person, in: request.ward)
        let code = request.parameters["kind"] ?? ""
        // What was the last of its kind may be done by now.
        guard let group = DutyGroup.groups(duties).first(where: { $0.kind.code == code }) else {
            if request.wantsJSON { return .json(["kind": .null, "duties": []]) }
            return .seeOther("/", flash: Flash(.done, "この種類の仕事は、もう残っていません。"))
        }
        if request.wantsJSON { return .json(["kind": group.json, "duties": .array(group.duties.map(\.json))]) }
        return .page(DutyKindPage(group: group).page)
    }

    var page: Page {
        Page(
            group.kind.title, trail: [FirstPage.link],
            body: """
                <p class="lead">\(group.duties.count)件あります。</p>
                \(group.note)\(group.together)\(group.list(group.duties))
                """)
    }
}
