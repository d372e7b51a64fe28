import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// All rules by section, with what waits for a section's word.
struct RuleListPage: PageView {
    static let path = "/desk/rules"
    static let link = Link("手続きの規則", path)

    let base: KnowledgeBase
    let drafts: [RuleVersion]
    /// Sections of the rules the person answers for.
    let own: Set<String>
    let today: CivilDate

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RuleListPage {
        let (person, today) = (try request.person, request.today)
        guard let base = try RuleStore.base(BereavementDesk.event, day: today, on: connection) else {
            throw PageRefusal.notFound
        }
        let units = try DeskSettingsStore.units(for: base, today: today, on: connection)
        return RuleListPage(
            base: base, drafts: try RuleStore.drafts(event: base.name, on: connection),
            own: Set(units.filter { person.may(.editRules, unit: $0.value.id) }.keys), today: today)
    }

    var page: Page {
        let waiting = Set(drafts.map(\.procedure))
        let sections = base.sections.values.sorted { left, right in
            (own.contains(left.code) ? 0 : 1, left.code) < (own.contains(right.code) ? 0 : 1, right.code)
        }
        let parts: [HTML] = sections.compactMap { section in
            let procedures = base.procedures.filter { $0.section == section.code }
            guard !procedures.isEmpty else { return nil }
            let rows = procedures.map { procedure -> [HTML] in
                [
                    "<a href=\"\(Self.path)/\(procedure.id)\">\(procedure.id)　\(procedure.title.japanese)</a>",
                    state(procedure), waiting.contains(procedure.id) ? "\(Tag("改める案あり", .active))" : "",
                ]
            }
            let table = TableView(
                caption: section.name, columns: [.rowHeader("手続き"), .text("確認"), .text("案")], rows: rows,
                isCaptionHidden: true)
            return "\(Details("\(section.name)（\(procedures.count)件）", isOpen: own.contains(section.code), table.html))"
        }
        let open = base.procedures.count(where: \.isDraft)
        return Page(
            Self.link.title,
            body: """
                <p>手続きの一覧、期限、持ち物は、この規則から作られます。担当の課が確かめ、改めます。</p>
                <p>\(base.procedures.count)件のうち、担当課の確認を待っているものは\(open)件です。確認するまで、ご家族の一覧には出ません。</p>
                <div class="actions">\(ButtonLink("手引きを見る", "/guides/\(base.name)/ja/handbook"))\
                \(ButtonLink("様式", FormListPage.path))</div>
                \(parts)
                """)
    }

    private func state(_ procedure: Procedure) -> HTML {
        if procedure.isDraft { return "\(Tag("担当課の確認前", .warning))" }
        guard let checked = procedure.source.checkedOn else { return "\(procedure.source.evidence.japanese)" }
        let isOld = checked.adding(days: 366) < today
        return "\(checked.japanese)に確認\(isOld ? "（1年を過ぎました）" : "")"
    }
}
