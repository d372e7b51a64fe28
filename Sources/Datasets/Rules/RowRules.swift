import Japanese

/// What can only be said of a row: pairs of coordinates, addresses without a 町字ID.
struct RowRules: Sendable {
    let columns: [ColumnPlan]
    let values: ValueRules
    private let latitude: Int?
    private let longitude: Int?
    private let address: Int?
    private let townID: Int?

    init(_ columns: [ColumnPlan], _ options: CheckOptions) {
        self.columns = columns
        values = ValueRules(options: options)
        func only(_ kind: ColumnKind) -> Int? {
            let found = columns.indices.filter { columns[$0].kind == kind }
            return found.count == 1 ? found.first : nil
        }
        latitude = only(.latitude)
        longitude = only(.longitude)
        address = only(.address)
        townID = only(.townID)
    }

    /// Rows are looked at even where every value by itself is fine.
    var looksAtAllRows: Bool {
        values.options.towns != nil && address != nil || values.options.area != nil && latitude != nil
    }

    /// One text over the width of the table, which begins as remarks do.
    private func remark(_ texts: [String]) -> DataFinding? {
        guard columns.count >= 3, let position = texts.firstIndex(where: { !$0.isEmpty }),
            texts[(position + 1)...].allSatisfy(\.isEmpty), Self.beginsRemark(texts[position])
        else { return nil }
        return finding(
            .severalTables, at: position, texts, "表の中に注記の行があります。注記は目録か備考の列に書いてください。", nil)
    }

    /// ※, 注1）, 出典： and their like; 資料館 and 注文 are values.
    private static func beginsRemark(_ text: String) -> Bool {
        if ["※", "（注", "(注", "*", "＊"].contains(where: text.hasPrefix) { return true }
        guard let head = ["注", "出典", "資料", "備考"].first(where: text.hasPrefix) else { return false }
        return text.dropFirst(head.count).first.map { !$0.isLetter } ?? true
    }

    /// All findings of a row; beside a remark only what bars or may be a person's.
    /// - Parameters:
    ///   - texts: its values.
    ///   - suspects: columns that are not fine at a glance.
    func findings(_ texts: [String], suspects: [Int]) -> [DataFinding] {
        let found = suspects.flatMap { values.findings(texts[$0], in: columns[$0]) }
        guard let remark = remark(texts) else { return found + pairs(texts) }
        return [remark] + found.filter { $0.isBarring || $0.rule.isPersonal || $0.rule == .brokenCharacters }
    }

    /// The row with its accepted repairs.
    func repaired(
        _ texts: [String], suspects: [Int], accepts: (DataFinding) -> Bool
    ) -> (changes: [Int: String], done: [DataFinding], left: [DataFinding]) {
        if remark(texts) != nil { return ([:], [], findings(texts, suspects: suspects)) }
        var changes: [Int: String] = [:]
        var done: [DataFinding] = []
        var left: [DataFinding] = []
        for position in suspects {
            let outcome = values.repaired(texts[position], in: columns[position], accepts: accepts)
            if !outcome.done.isEmpty { changes[position] = outcome.value }
            done += outcome.done
            left += outcome.left
        }
        for finding in pairs(texts) {
            guard accepts(finding), let proposal = finding.proposal, let number = finding.columnNumber else {
                left.append(finding)
                continue
            }
            changes[number - 1] = proposal
            if let companion = finding.companion { changes[companion.columnNumber - 1] = companion.proposal }
            done.append(finding)
        }
        return (changes, done, left)
    }

    private func pairs(_ texts: [String]) -> [DataFinding] {
        let match = town(texts)
        return coordinates(texts, match) + townID(texts, match)
    }

    private func town(_ texts: [String]) -> TownTable.Match? {
        guard let towns = values.options.towns, let address, !texts[address].isEmpty else { return nil }
        return towns.match(texts[address])
    }

    private func coordinates(_ texts: [String], _ match: TownTable.Match?) -> [DataFinding] {
        guard let latitude, let longitude else { return [] }
        let (north, east) = (texts[latitude], texts[longitude])
        if north.isEmpty, east.isEmpty { return point(texts, match, latitude, longitude) }
        if north.isEmpty || east.isEmpty {
            let empty = north.isEmpty ? latitude : longitude
            return [
                finding(.coordinates, at: empty, texts, "緯度と経度の片方だけがあります。両方を入れるか、両方を空欄にしてください。", nil)
            ]
        }
        guard let y = Degrees(north), let x = Degrees(east) else { return [] }
        let japan = CoordinateArea.japan
        let isNorthEast = japan.longitudes.contains(y.value)
        let isEastNorth = japan.latitudes.contains(x.value)
        if isNorthEast, isEastNorth {
            var swapped = finding(
                .swappedCoordinates, at: latitude, texts, "緯度と経度が入れ替わっています。緯度は20〜46、経度は122〜155の範囲です。", east)
            swapped.companion = .init(
                column: columns[longitude].heading, columnNumber: longitude + 1, value: east, proposal: north)
            return [swapped]
        }
        if isNorthEast { return [finding(.coordinates, at: latitude, texts, "緯度に経度らしい値があります。値を確かめてください。", nil)] }
        if isEastNorth { return [finding(.coordinates, at: longitude, texts, "経度に緯度らしい値があります。値を確かめてください。", nil)] }
        guard let area = values.options.area, japan.latitudes.contains(y.value), japan.longitudes.contains(x.value),
            !area.latitudes.contains(y.value) || !area.longitudes.contains(x.value)
        else { return [] }
        return [finding(.coordinates, at: latitude, texts, "団体の区域から離れた場所です。位置を確かめてください。", nil)]
    }

    /// The 町字's own point for a row without one.
    private func point(
        _ texts: [String], _ match: TownTable.Match?, _ latitude: Int, _ longitude: Int
    ) -> [DataFinding] {
        guard let match, let north = match.town.latitude, let east = match.town.longitude, let address else {
            return []
        }
        var found = finding(
            .coordinates, at: latitude, texts,
            "座標がありません。住所から見つけた町字「\(match.town.name)」の代表点を提案します（番地の位置ではありません。確からしさ: \(match.confidence.japanese)）。",
            "\(north)")
        found.companion = .init(
            column: columns[longitude].heading, columnNumber: longitude + 1, value: "", proposal: "\(east)")
        found.basis = texts[address]
        return [found]
    }

    private func townID(_ texts: [String], _ match: TownTable.Match?) -> [DataFinding] {
        guard let match, let townID, let address else { return [] }
        let figures = texts[townID].filter { $0 != "-" }
        if figures == match.town.id { return [] }
        if figures.isEmpty {
            var found = finding(
                .townID, at: townID, texts,
                "町字IDがありません。住所から見つけた町字「\(match.town.name)」のIDを提案します（確からしさ: \(match.confidence.japanese)）。",
                match.town.id)
            found.basis = texts[address]
            return [found]
        }
        guard match.confidence > .doubtful else { return [] }
        return [
            finding(
                .townID, at: townID, texts,
                "町字IDが住所の町字「\(match.town.name)」（\(match.town.id)）と合いません。どちらが正しいか確かめてください。", nil)
        ]
    }

    private func finding(
        _ rule: DataRule, at position: Int, _ texts: [String], _ message: String, _ proposal: String?
    ) -> DataFinding {
        DataFinding(
            rule, column: columns[position].heading, columnNumber: position + 1, value: texts[position],
            message: message,
            proposal: proposal)
    }
}
