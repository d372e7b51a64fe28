import Site
import Storage
import Tabular
import Ward

/// The gap register (未記載事項の一覧): what the document does not say, as a page and as a file.
struct GapPage: ProgramView {
    let items: [GapRegister.Item]

    static let link = Link("未記載事項", "/gaps")

    static func load(_ request: PageRequest, on connection: any Connection) throws -> GapPage {
        GapPage(items: try GapRegister.gaps(on: connection))
    }

    var page: Page {
        Page(
            Self.link.title, section: Self.link.path,
            body: """
                <p>取り込んだ文書に書かれていないことの一覧です。並木は、書かれていないことを補いません。決まったら、取組の画面で入れてください。</p>
                \(ButtonLink("CSVで受け取る", "/gaps.csv"))
                \(TableView(
                    caption: "未記載事項", columns: [.rowHeader("対象"), .text("ないもの"), .text("説明")],
                    rows: items.map { item in
                        [
                            item.initiative.map {
                                "<a href=\"\(InitiativePage.path($0))\">\(item.gap.subject)</a>"
                            } ?? "\(item.gap.subject)",
                            "\(item.gap.kind.title)", "\(item.gap.message)",
                        ]
                    }, empty: "未記載の事項はありません。", isCaptionHidden: true))
                """)
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
                items.map {
                    [
                        "subject": .string($0.gap.subject), "kind": .string($0.gap.kind.rawValue),
                        "message": .string($0.gap.message),
                    ]
                })
        ]
    }
}
