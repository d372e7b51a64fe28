import Japanese
import Ward

/// Which unit a row of a list is about, and which one stands above it.
extension UnitRoster {
    /// The unit that each row is about; `nil` for a new one.
    func matched(
        _ said: [Said], _ rowOfCode: [TextKey: Int], _ findings: inout RosterFindings
    ) -> [OfficeUnit?] {
        var rowOfUnit: [ID<OfficeUnit>: Int] = [:]
        let standing = Standing(known)
        return said.map { said in
            guard let unit = match(said, standing, rowOfCode) else { return nil }
            if let other = rowOfUnit[unit.id] {
                findings.add(
                    said.row, Self.code, "\(other)行目と同じ「\(unit.name)」（今のコード\(unit.code)）の行です。", "どちらかの行を除いてください。")
            }
            rowOfUnit[unit.id] = said.row.number
            return unit
        }
    }

    private func match(_ said: Said, _ standing: Standing, _ rowOfCode: [TextKey: Int]) -> OfficeUnit? {
        if let same = standing.byCode[TextKey(said.code)] { return same }
        // A spreadsheet makes 210 of 0210.
        let bare = Self.withoutZeros(said.code)
        let padded = (standing.byBareCode[bare] ?? []).filter { rowOfCode[TextKey($0.code)] == nil }
        if !bare.isEmpty, padded.count == 1 { return padded[0] }
        // A unit of the same name whose code the list does not know: its code was provisional, or mistaken.
        let named = (standing.byName[TextKey(said.name)] ?? []).filter { unit in
            guard rowOfCode[TextKey(unit.code)] == nil else { return false }
            guard let above = above(unit) else { return said.above.isEmpty || unit.code.hasPrefix("仮") }
            return said.above.isEmpty || above.nameKey == TextKey(said.above)
                || TextKey(above.code) == TextKey(said.above)
        }
        return named.count == 1 ? named[0] : nil
    }

    /// The units that stand, by what a list may call them.
    private struct Standing {
        let byCode: [TextKey: OfficeUnit]
        let byBareCode: [String: [OfficeUnit]]
        let byName: [TextKey: [OfficeUnit]]

        init(_ units: [OfficeUnit]) {
            byCode = Dictionary(units.map { (TextKey($0.code), $0) }, uniquingKeysWith: { first, _ in first })
            byBareCode = Dictionary(grouping: units) { UnitRoster.withoutZeros($0.code) }
            byName = Dictionary(grouping: units, by: \.nameKey)
        }
    }

    /// The units of the list, by what its other rows may call them.
    struct Listed {
        private let byCode: [TextKey: Int]
        private let byName: [TextKey: Set<Int>]
        private let said: [Said]
        private let matches: [OfficeUnit?]

        init(_ said: [Said], _ matches: [OfficeUnit?]) {
            self.said = said
            self.matches = matches
            byCode = Dictionary(
                said.indices.map { (TextKey(said[$0].code), $0) }, uniquingKeysWith: { first, _ in first })
            var byName: [TextKey: Set<Int>] = [:]
            for position in said.indices {
                for name in [said[position].name, said[position].above + said[position].name] {
                    byName[TextKey(name), default: []].insert(position)
                }
            }
            self.byName = byName
        }

        func coded(_ key: TextKey, besides row: RosterRow) -> Step.Parent? {
            byCode[key].flatMap { said[$0].row.number == row.number ? nil : parent($0) }
        }

        /// Each once.
        func named(_ key: TextKey, besides row: RosterRow) -> [Step.Parent] {
            var found: [Step.Parent] = []
            for position in (byName[key] ?? []).sorted() where said[position].row.number != row.number {
                if !found.contains(parent(position)) { found.append(parent(position)) }
                // So many are told apart by their codes alone.
                if found.count > Self.alikeMax { break }
            }
            return found
        }

        private static let alikeMax = 5

        private func parent(_ position: Int) -> Step.Parent {
            matches[position].map { .known($0.id) } ?? .listed(said[position].code)
        }
    }

    /// What a row says stands above it: a unit of the same list, or one that stands.
    func parent(of said: Said, _ listed: Listed, _ findings: inout RosterFindings) -> Step.Parent? {
        guard !said.above.isEmpty else { return nil }
        let key = TextKey(said.above)
        if let coded = listed.coded(key, besides: said.row) { return coded }
        var found = listed.named(key, besides: said.row)
        let naming = names.find(said.above)
        if case .one(let unit) = naming, !found.contains(.known(unit.id)) { found.append(.known(unit.id)) }
        if case .several = naming { found = [] }
        if found.count == 1 { return found[0] }
        if found.count > 1 {
            let codes = found.map { "「\(code($0))」" }.joined(separator: "か")
            findings.add(
                said.row, said.aboveColumn, "上位の組織「\(said.above)」が\(found.count)つあります。", "組織コードの\(codes)で書いてください。")
        } else if let problem = naming.problem(with: said.above) {
            findings.add(
                said.row, said.aboveColumn, "上位の組織が分かりません。\(problem.what)", "\(problem.how)名簿に加えるときは、その組織の行も書いてください。")
        }
        return nil
    }

    private func code(_ parent: Step.Parent) -> String {
        switch parent {
        case .known(let id): succession.unit(id)?.code ?? ""
        case .listed(let code): code
        }
    }

    /// Units nest as departments, sections and subsections do; what is deeper stands in a circle.
    private static let depthMax = 10

    /// How many new units of the list stand above each row; a circle is told.
    func depths(
        _ said: [Said], _ parents: [Step.Parent?], _ findings: inout RosterFindings
    ) -> [Int] {
        let positions = Dictionary(said.indices.map { (said[$0].code, $0) }, uniquingKeysWith: { first, _ in first })
        return said.indices.map { start in
            var (depth, position) = (0, start)
            while case .listed(let code)? = parents[position], let next = positions[code] {
                depth += 1
                position = next
                if depth > Self.depthMax {
                    findings.add(
                        said[start].row, said[start].aboveColumn, "上位の組織をたどると、自分に戻ります。", "上位の組織を直してください。")
                    return 0
                }
            }
            return depth
        }
    }

    static func withoutZeros(_ code: String) -> String {
        code.utf8.allSatisfy { (0x30...0x39).contains($0) } ? String(code.drop { $0 == "0" }) : ""
    }

    /// However it is spelt, and whatever a spreadsheet made of it.
    static func isSame(_ code: String, _ written: String) -> Bool {
        let bare = withoutZeros(written)
        return TextKey(code) == TextKey(written) || !bare.isEmpty && withoutZeros(code) == bare
    }
}
