import Notices
import Site
import Storage
import Tabular
import Ward

/// The gap register (未記載事項の一覧): what the document does not say, as a page and as a file.
struct GapPage: ProgramView {
    let items: [GapRegister.Item]
    /// Without a plan nothing is known of what a document does not say.
    let hasPlan: Bool
    let list: ListView<Row>

    static let link = Link("未記載事項", "/gaps")
    static let kindKey = "kind"

    struct Row: Sendable {
        let item: GapRegister.Item
        let position: Int
    }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> GapPage {
        let version = try PlanStore.current(on: connection)
        let items = try version.map { try GapRegister.gaps(of: $0, on: connection) } ?? []
        let rows = items.enumerated().map { Row(item: $0.element, position: $0.offset) }
        return GapPage(
            items: items, hasPlan: version != nil, list: ListView(listing(rows), rows, request))
    }

    private static func listing(_ rows: [Row]) -> Listing<Row> {
        let known = Set(rows.map(\.item.gap.kind))
        return Listing(
            "未記載事項", at: link.path, file: "mikisai", identity: { "\($0.position)" },
            columns: [
                .heading("subject", "対象", { .text($0.item.gap.subject) }) { row in
                    row.item.initiative.map { "<a href=\"\(InitiativePage.path($0))\">\(row.item.gap.subject)</a>" }
                        ?? "\(row.item.gap.subject)"
                },
                ListColumn(kindKey, "ないもの") { .text($0.item.gap.kind.title) },
                ListColumn("message", "説明") { .text($0.item.gap.message) },
            ],
            filters: [
                ListFilter(
                    kindKey, "ないもの",
                    choices: Gap.Kind.allCases.filter(known.contains).map { Choice($0.rawValue, $0.title) }
                ) { $0.item.gap.kind.rawValue == $1 }
            ], empty: "<p>未記載の事項はありません。</p>")
    }

    var export: ListExport? { list.export }

    var page: Page {
        guard hasPlan else {
            return Page(Self.link.title, section: Self.link.path, body: "<p>計画は、まだ取り込まれていません。</p>")
        }
        return Page(
            Self.link.title, section: Self.link.path,
            body: """
                <p>取り込んだ文書に書かれていないことの一覧です。並木は、書かれていないことを補いません。決まったら、取組の画面で入れてください。</p>
                \(figures)
                \(list.html)
                """)
    }

    /// By what is missing: each number is the way to its rows.
    private var figures: HTML {
        let kinds = Gap.Kind.allCases.map { kind in (kind, items.count { $0.gap.kind == kind }) }.filter { $0.1 > 0 }
        guard kinds.count > 1 else { return .empty }
        return Figures(
            kinds.map { kind, count in
                .init(kind.title, "\(count)件", at: "\(Self.link.path)?\(Self.kindKey)=\(kind.rawValue)")
            }
        ).html
    }

    /// For the ward's own office program: UTF-8 with a byte-order mark.
    var csv: [UInt8] {
        CSVWriter.bytes(
            rows: [["対象", "ないもの", "説明"]]
                + items.map { [$0.gap.subject, $0.gap.kind.title, $0.gap.message] })
    }

    static let program = Route.ProgramSide(
        "計画に書かれていないこと",
        answer: ["gaps": .list(["subject": .text, "kind": .text, "message": .text])])

    var json: JSON {
        [
            "gaps": .array(
                list.matching.map {
                    [
                        "subject": .string($0.item.gap.subject), "kind": .string($0.item.gap.kind.rawValue),
                        "message": .string($0.item.gap.message),
                    ]
                })
        ]
    }
}
