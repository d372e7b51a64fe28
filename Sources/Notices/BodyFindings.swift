import Documents
import Japanese

/// What is doubtful or worth knowing about bodies and their seats.
struct BodyFindings {
    private(set) var findings: [Finding] = []
    private let seated: [(body: ReadBody, detail: RosterDetail)]
    private let listed: [ListedBodies.Listed]

    init(_ reading: BodyReading, document: PlacedDocument, outline: NoticeOutline, repairs: [String: String]) {
        seated = zip(reading.bodies, reading.details).filter { !$0.0.seats.isEmpty }.map { ($0, $1) }
        listed = reading.listedLines.isEmpty ? [] : ListedBodies(SeatRow.rows(of: document), repairs: repairs).bodies
        totals()
        if outline.tables.contains(where: { table in
            table.rows.contains { row in seated.contains { $0.body.line == row.line } }
        }) {
            names()
        }
        numbering()
        overlaps()
        annex(outline)
        if reading.bodies.count > SeatReader.bodiesMax {
            add(
                .tooManyBodies, .warning, 0,
                "会議体が\(SeatReader.bodiesMax)を超えるため、初めの\(SeatReader.bodiesMax)だけを読みました。通知文を分けて取り込んでください。")
        }
    }

    private mutating func add(
        _ rule: NoticeRule, _ severity: Finding.Severity, _ line: Int, _ message: String, _ proposal: String? = nil
    ) {
        findings.append(
            Finding(rule: rule, severity: severity, line: line, column: 1, message: message, proposal: proposal))
    }

    /// V2: printed totals against counted seats, with the sum; T1: totals that were numbered like members.
    private mutating func totals() {
        for (body, detail) in seated {
            if let numbered = detail.numberedTotal {
                let line = detail.numberedTotalLine ?? body.line
                add(.numberedTotal, .info, line, "\(line)行目「\(body.name)」の「\(numbered)」は、番号が付いていますが合計です。構成員には数えません。")
            }
            guard let declared = body.declaredTotal else { continue }
            let line = detail.totalLine ?? body.line
            let computed = body.computedTotal
            let sum = Self.sum(of: body, nameless: detail.namelessCount)
            if declared == computed {
                add(.headCount, .info, line, "「\(body.name)」の合計\(declared)名は、数えた人数と合います（\(sum)＝\(computed)）。事務局は数えません。")
            } else {
                let difference = declared - computed
                add(
                    .headCount, .error, line,
                    "\(line)行目の「\(body.name)」の合計\(declared)名が、数えた\(computed)名と合いません（差 \(difference > 0 ? "+" : "▲")\(abs(difference))）。名簿か合計のどちらかを直してください。（内訳: \(sum)）",
                    "計\(computed)名")
            }
        }
    }

    /// 職名17＋職員団体推薦3＋長1＋副1
    private static func sum(of body: ReadBody, nameless: Int) -> String {
        func count(_ role: ReadBody.Seat.Role) -> Int {
            body.seats.filter { $0.role == role }.reduce(0) { $0 + $1.count }
        }
        let members = body.seats.filter { $0.role == .member || $0.role == .other }
        var parts: [String] = []
        let posts = members.filter { $0.post != nil }.reduce(0) { $0 + $1.count }
        if posts > 0 { parts.append("職名\(posts)") }
        for seat in members { if let category = seat.category { parts.append("\(category)\(seat.count)") } }
        if nameless > 0 { parts.append("職名のない人\(nameless)") }
        if count(.leader) > 0 { parts.append("長\(count(.leader))") }
        if count(.deputy) > 0 { parts.append("副\(count(.deputy))") }
        return parts.joined(separator: "＋")
    }

    /// V3: list and table name the same bodies in the same order.
    private mutating func names() {
        guard !listed.isEmpty, !seated.isEmpty else { return }
        let listNames = listed.map { TextKey($0.name).text }
        let tableNames = seated.map { TextKey($0.body.name).text }
        if listNames == tableNames {
            add(.bodyLists, .info, listed[0].line, "本文の\(listed.count)つの会議体は、表と同じ名前で、同じ順に並んでいます。")
            return
        }
        let before = findings.count
        for item in listed where !tableNames.contains(TextKey(item.name).text) {
            let near = seated.map(\.body.name).filter { !listNames.contains(TextKey($0).text) }
                .max { BodyReading.longestCommon($0, item.name) < BodyReading.longestCommon($1, item.name) }
            add(.bodyLists, .error, item.line, "\(item.line)行目の「\(item.rawName)」が、別紙の表にありません。名前が合っているか確かめてください。", near)
        }
        for (body, _) in seated where !listNames.contains(TextKey(body.name).text) {
            add(.bodyLists, .error, body.line, "表の「\(body.name)」が、本文の一覧にありません。名前が合っているか確かめてください。")
        }
        if findings.count == before { add(.bodyLists, .warning, listed[0].line, "本文の一覧と表で、会議体の並ぶ順が違います。") }
    }

    /// V1 inside a list of members.
    private mutating func numbering() {
        for (body, detail) in seated where !detail.numbers.isEmpty && detail.numbers != Array(1...detail.numbers.count)
        {
            // A list of all bodies may be numbered through.
            guard detail.numbers[0] == 1, let wrong = zip(detail.numbers, 1...).first(where: { $0.0 != $0.1 })?.0 else {
                continue
            }
            add(
                .numbering, .error, body.seats.last?.line ?? body.line,
                "「\(body.name)」の構成員の番号が続いていません（\(wrong)のあたり）。抜けた人がいないか確かめてください。")
        }
    }

    /// T2: posts that sit in several bodies.
    private mutating func overlaps() {
        let seats = seated.flatMap(\.body.seats)
        guard seated.count > 1, !seats.isEmpty else { return }
        let named = seats.filter { $0.post != nil }
        let total = seats.reduce(0) { $0 + $1.count }
        let namedCount = named.reduce(0) { $0 + $1.count }
        let bodiesByPost = seated.flatMap { Set($0.body.seats.compactMap(\.post)) }.reduce(into: [String: Int]()) {
            $0[$1, default: 0] += 1
        }
        let several = bodiesByPost.filter { $0.value > 1 }.keys.sorted()
        add(
            .seats, .info, seated.map(\.body.line).min() ?? 0,
            "全部で\(total)席、うち職名のあるもの\(namedCount)席（異なる職名は\(Set(named.compactMap(\.post)).count)）、職名のないもの\(total - namedCount)席です。"
                + (several.isEmpty ? "" : "複数の会議体に入る職: \(several.joined(separator: "、"))。"))
    }

    /// B1: the text refers to an annex, and the table does not call itself one.
    private mutating func annex(_ outline: NoticeOutline) {
        let texts = outline.allBlocks.compactMap(\.text)
        guard let reference = texts.first(where: { $0.text.contains("別紙") }), let table = outline.tables.first else {
            return
        }
        let isNamed = outline.text.lines.contains { line in
            line.number > reference.line && line.text.trimmingCharacters.hasPrefix("別紙")
        }
        guard !isNamed, table.line > reference.line else { return }
        add(
            .annex, .warning, table.line,
            "\(reference.line)行目に「別紙」とありますが、\(table.line)行目からの表に「別紙」の見出しがありません。並びと内容から、この表を別紙として読みました。")
    }
}
