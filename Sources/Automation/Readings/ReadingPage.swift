import Scenarios
import Site
import Storage
import Ward

enum ReadingFields {
    static let textMax = 1_000
    /// What a form begins with, in percent.
    static let usual = 95

    /// What was read, to be left or typed anew. A wrong value is refused as the scenario says, beside its field.
    static func text(_ doubt: Doubt, at position: Int) -> Field<String> {
        let sure = doubt.value.confidence.map { "、確信度\(Int(($0 * 100).rounded(.down)))%" } ?? ""
        let label = "\(doubt.column.name)（\(doubt.line)行目\(sure)）"
        let hint = doubt.fault.map { "読み取った値\($0)" } ?? "紙と同じなら、そのままにします。"
        let field = Field.text("value\(position)", label, max: textMax, hint: hint)
        return doubt.column.isRequired ? field : field.orEmpty
    }

    /// From 0 to 100, in percent.
    static let confidence = Field.integer(
        "confidence", "確信度の下限", in: 0...100, unit: "％",
        hint: "これより低い読み取りは、人が紙と見比べるまで登録しません。空けると、シナリオに書いた下限だけで判断します。"
    ).optional
}

/// What an AI-OCR read and is not sure of, before somebody of the section.
struct ReadingPage: PageView {
    let reading: Reading
    let robot: Robot
    /// Whether the trail says that this person looks; otherwise only what they typed is shown again.
    let isSeen: Bool
    let state: PageState

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReadingPage {
        let waiting = try ReadMatter.load(request, on: connection)
        return ReadingPage(reading: waiting.reading, robot: waiting.robot, isSeen: false, state: request.state)
    }

    var page: Page {
        let fields = reading.doubts.enumerated().map { position, doubt in
            ReadingFields.text(doubt, at: position)(isSeen ? doubt.value.text : nil)
        }
        let form = FormView(
            "\(reading.matter.path)/reading/confirm", state, submit: "確かめた値で登録へ進む",
            fields: fields + [MatterFields.minutes(), MatterFields.remark()])
        return Page(
            "読み取った値の確認（\(reading.record.key)）",
            trail: [MatterListPage.link, Link(reading.matter.title, reading.matter.path)],
            section: MatterListPage.path,
            body: """
                <p>「\(robot.name)」の入力です。紙と見比べ、違う値は直してください。だれが見て、どの項目を直したかが、監査証跡に残ります。値そのものは残りません。</p>
                \(form)
                """)
    }
}

/// A reading that somebody of the section may see.
struct ReadMatter: RouteSubject {
    let reading: Reading
    let robot: Robot

    var path: String { reading.matter.path }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> ReadMatter {
        let matter = try DecidedMatter.load(request, on: connection).matter
        return ReadMatter(
            reading: try Reading(matter, in: request.ward, on: connection),
            robot: try Robot.known(matter.robot, on: connection))
    }
}

enum ReadingRoutes {
    static let all: [Route] = [
        .form("automation/matters/:matter/reading", access: .needs(.settleMatters), page: MatterPage.load) {
            request, _ in
            let stamp = try request.stamp
            let waiting = try await request.ward.database.write { connection in
                let waiting = try ReadMatter.load(request, on: connection)
                try waiting.reading.look(by: stamp, on: connection)
                return waiting
            }
            let page = ReadingPage(
                reading: waiting.reading, robot: waiting.robot, isSeen: true, state: request.state)
            return .answer(.page(page.page))
        },
        .action(
            "automation/matters/:matter/reading/confirm", on: ReadMatter.self, needs: .settleMatters,
            summary: "読み取った値を確かめる", page: ReadingPage.load
        ) { subject, form, change in
            let doubts = subject.reading.doubts
            let fields = doubts.enumerated().map { ReadingFields.text($1, at: $0) }
            var texts: [String] = []
            for (doubt, field) in zip(doubts, fields) {
                guard let text = form.value(field) else { continue }
                texts.append(text)
                if let fault = doubt.column.fault(text) {
                    form.errors.add(field.name, "「\(doubt.column.name)」\(fault)")
                }
            }
            let (minutes, remark) = try form.values(MatterFields.minutes, MatterFields.remark)
            try subject.reading.confirm(
                texts, minutes: minutes, remark: remark, in: change.request.ward, by: change.stamp,
                on: change.connection)
            return .done("確かめました。登録へ進みます。", at: subject.path)
        },
    ]
}
