import Japanese

extension RosterReading {
    /// What is doubtful or worth knowing about the bodies.
    func findings(bodies: [ReadBody]) -> [Finding] {
        totals + names + numbering + overlaps(bodies) + annex + limit
    }

    private func finding(
        _ rule: NoticeRule, _ severity: Finding.Severity, _ line: Int, _ column: Int, _ message: String,
        _ proposal: String? = nil
    ) -> Finding {
        Finding(rule: rule, severity: severity, line: line, column: column, message: message, proposal: proposal)
    }

    /// V2: printed totals against counted seats, with the sum; T1: totals that were numbered like members.
    private var totals: [Finding] {
        seated.flatMap { body -> [Finding] in
            var findings: [Finding] = []
            let place = body.totalPlace ?? .init(line: body.line, column: body.column)
            if let numbered = body.numberedTotal {
                findings.append(
                    finding(
                        .numberedTotal, .info, numbered.place.line, numbered.place.column,
                        "\(numbered.place.line)行目「\(body.name)」の「\(numbered.text)」は、番号が付いていますが合計です。構成員には数えません。"))
            }
            guard let declared = body.declaredTotal else { return findings }
            let computed = body.seats.reduce(0) { $0 + $1.count }
            let sum = Self.sum(of: body.seats)
            if declared == computed {
                findings.append(
                    finding(
                        .headCount, .info, place.line, place.column,
                        "「\(body.name)」の合計\(declared)名は、数えた人数と合います（\(sum)＝\(computed)）。事務局は数えません。"))
            } else {
                let difference = declared - computed
                findings.append(
                    finding(
                        .headCount, .error, place.line, place.column,
                        "\(place.line)行目の「\(body.name)」の合計\(declared)名が、数えた\(computed)名と合いません（差 \(difference > 0 ? "+" : "▲")\(abs(difference))）。名簿か合計のどちらかを直してください。（内訳: \(sum)）",
                        "計\(computed)名"))
            }
            return findings
        }
    }

    /// 職名17＋職員団体推薦3＋グループ長1＋副グループ長1
    private static func sum(of seats: [ReadBody.Seat]) -> String {
        func count(_ role: ReadBody.Seat.Role) -> Int { seats.filter { $0.role == role }.reduce(0) { $0 + $1.count } }
        let members = seats.filter { $0.role == .member || $0.role == .other }
        var parts: [String] = []
        let posts = members.filter { $0.post != nil }.reduce(0) { $0 + $1.count }
        if posts > 0 { parts.append("職名\(posts)") }
        for seat in members { if let category = seat.category { parts.append("\(category)\(seat.count)") } }
        if count(.leader) > 0 { parts.append("長\(count(.leader))") }
        if count(.deputy) > 0 { parts.append("副\(count(.deputy))") }
        return parts.joined(separator: "＋")
    }

    /// B2: more bodies than are read.
    private var limit: [Finding] {
        guard isCut else { return [] }
        return [
            finding(
                .tooManyBodies, .warning, 0, 1,
                "会議体が\(Self.bodiesMax)を超えるため、初めの\(Self.bodiesMax)だけを読みました。通知文を分けて取り込んでください。")
        ]
    }

    /// V3: list and table name the same bodies in the same order.
    private var names: [Finding] {
        guard hasTable, !listed.isEmpty, !seated.isEmpty else { return [] }
        let listNames = listed.map { TextKey($0.name).text }
        let tableNames = seated.map { TextKey($0.name).text }
        if listNames == tableNames {
            return [
                finding(
                    .bodyLists, .info, listed[0].line, listed[0].column,
                    "本文の\(listed.count)つの会議体は、表と同じ名前で、同じ順に並んでいます。")
            ]
        }
        var findings: [Finding] = []
        for item in listed where !tableNames.contains(TextKey(item.name).text) {
            let near = seated.filter { !listNames.contains(TextKey($0.name).text) }
                .max { Self.longestCommon($0.name, item.name) < Self.longestCommon($1.name, item.name) }
            findings.append(
                finding(
                    .bodyLists, .error, item.line, item.column,
                    "\(item.line)行目の「\(item.rawName)」が、別紙の表にありません。名前が合っているか確かめてください。", near?.name))
        }
        for item in seated where !listNames.contains(TextKey(item.name).text) {
            findings.append(
                finding(
                    .bodyLists, .error, item.line, item.column, "表の「\(item.name)」が、本文の一覧にありません。名前が合っているか確かめてください。"))
        }
        if findings.isEmpty {
            findings.append(
                finding(.bodyLists, .warning, listed[0].line, listed[0].column, "本文の一覧と表で、会議体の並ぶ順が違います。"))
        }
        return findings
    }

    /// V1 inside a list of members.
    private var numbering: [Finding] {
        seated.compactMap { body in
            guard !body.numbers.isEmpty, body.numbers != Array(1...body.numbers.count) else { return nil }
            let wrong = zip(body.numbers, 1...).first { $0.0 != $0.1 }?.0 ?? 0
            return finding(
                .numbering, .error, body.seats.last?.line ?? body.line, 1,
                "「\(body.name)」の構成員の番号が続いていません（\(wrong)のあたり）。抜けた人がいないか確かめてください。")
        }
    }

    /// T2: posts that sit in several bodies.
    private func overlaps(_ bodies: [ReadBody]) -> [Finding] {
        let seats = seated.flatMap(\.seats)
        guard seated.count > 1, !seats.isEmpty else { return [] }
        let named = seats.filter { $0.post != nil }
        let posts = named.compactMap(\.post)
        let total = seats.reduce(0) { $0 + $1.count }
        let namedCount = named.reduce(0) { $0 + $1.count }
        let bodiesByPost = seated.flatMap { Set($0.seats.compactMap(\.post)) }.reduce(into: [String: Int]()) {
            $0[$1, default: 0] += 1
        }
        let several = bodiesByPost.filter { $0.value > 1 }.keys.sorted()
        let line = seated.map(\.line).min() ?? 0
        return [
            finding(
                .seats, .info, line, 1,
                "全部で\(total)席、うち職名のあるもの\(namedCount)席（異なる職名は\(Set(posts).count)）、職名のないもの\(total - namedCount)席です。"
                    + (several.isEmpty ? "" : "複数の会議体に入る職: \(several.joined(separator: "、"))。"))
        ]
    }

    /// B1: the text refers to an annex, and the table does not call itself one.
    private var annex: [Finding] {
        let texts = outline.allBlocks.compactMap(\.text)
        guard let reference = texts.first(where: { $0.text.contains("別紙") }), let table = outline.tables.first else {
            return []
        }
        let names = outline.text.lines.contains { line in
            line.number > reference.line && line.text.trimmingCharacters.hasPrefix("別紙")
        }
        guard !names, table.line > reference.line else { return [] }
        return [
            finding(
                .annex, .warning, table.line, 1,
                "\(reference.line)行目に「別紙」とありますが、\(table.line)行目からの表に「別紙」の見出しがありません。並びと内容から、この表を別紙として読みました。")
        ]
    }
}
