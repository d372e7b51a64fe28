import Japanese

/// The figures of a value as a person reads them: in any width, whatever sets them off from each other, and nothing that is not seen.
///
///     FigureText("1234-5678-9018").holdsIndividualNumber   // true, as is 「１２３４　５６７８　９０１８」
struct FigureText {
    /// Figures between which stand only spaces, dashes, points and brackets.
    struct Run {
        /// Figures with nothing between them that is seen.
        var groups: [[UInt8]] = []
        var hasPoints = false
        var hasBrackets = false
        /// A plus stands before it: a telephone number with its country.
        var isInternational = false
        /// Only one of / : and _ stands between it and the run before.
        var isJoined = false

        var figures: [UInt8] { Array(groups.joined()) }

        /// Numbers of twelve figures in it, as ``TwelveCounts`` counts them: alone, in fours as on the card, or the whole run divided otherwise.
        var twelves: [[UInt8]] {
            var found = groups.filter { $0.count == 12 }
            // 03-3312-2111 1234-5678-9018: the number may begin at any group. Where none holds, each group is of one number.
            found += inFours
            guard found.isEmpty, groups.count > 1, !hasPoints, !hasBrackets, !isInternational, !isDay else {
                return found
            }
            let whole = figures
            return whole.count == 12 && !groups.allSatisfy(Self.isYear) ? [whole] : []
        }

        /// Numbers in fours, as on the card: those that hold, and where none does each three of them.
        var inFours: [[UInt8]] {
            let holding = fours { FigureText.holds(.individualNumber, $0) }
            return holding.isEmpty ? fours { _ in true } : holding
        }

        /// Three groups of four as one number, of those that are wanted, none of which shares a group with another.
        private func fours(_ isWanted: ([UInt8]) -> Bool) -> [[UInt8]] {
            var found: [[UInt8]] = []
            var position = 0
            while position + 2 < groups.count {
                let four = groups[position..<position + 3]
                let number = Array(four.joined())
                // 2024 2025 2026 are years, 2026/0401/0006 is an address by days.
                if four.allSatisfy({ $0.count == 4 }), !four.allSatisfy(Self.isYear), !Self.beginsWithDay(four),
                    isWanted(number)
                {
                    found.append(number)
                    position += 3
                } else {
                    position += 1
                }
            }
            return found
        }

        /// 2026-04-01 with two or four figures behind it.
        private var isDay: Bool {
            groups.count > 3 && Self.isYear(groups[0]) && groups[1].count <= 2 && groups[2].count <= 2
        }

        /// 2026 and 0401.
        private static func beginsWithDay(_ four: ArraySlice<[UInt8]>) -> Bool {
            guard let year = four.first, isYear(year), let day = four.dropFirst().first else { return false }
            let figures = day.map { Int($0) - 0x30 }
            let (month, date) = (figures[0] * 10 + figures[1], figures[2] * 10 + figures[3])
            return (1...12).contains(month) && (1...31).contains(date)
        }

        private static func isYear(_ group: [UInt8]) -> Bool {
            group.count == 4 && (group.starts(with: "19".utf8) || group.starts(with: "20".utf8))
        }
    }

    private(set) var runs: [Run] = []
    /// Nothing but figures.
    private(set) var isBare = true

    /// The value with the figures of kanji as figures, where there are enough of them for 個人番号: 一二三四五六七八九〇一八.
    private let spelled: String?

    init(_ value: String) {
        spelled = KanjiFigures.spelled(value)
        var run = Run()
        var group: [UInt8] = []
        var (isApart, isPointed, isBracketed, isJoint) = (false, false, false, false)
        for scalar in value.unicodeScalars {
            let sign = Sign(scalar)
            if case .figure(let figure) = sign {
                if isJoint {
                    run.isJoined = true
                    isJoint = false
                }
                if isApart, !group.isEmpty {
                    run.groups.append(group)
                    group = []
                    run.hasPoints = run.hasPoints || isPointed
                    run.hasBrackets = run.hasBrackets || isBracketed
                }
                (isApart, isPointed, isBracketed) = (false, false, false)
                group.append(0x30 + figure)
                continue
            }
            isBare = false
            switch sign {
            case .figure, .unseen: continue
            case .apart: isApart = true
            case .point: (isApart, isPointed) = (true, true)
            case .bracket: (isApart, isBracketed) = (true, true)
            case .joint, .plus, .other:
                let ends = !group.isEmpty
                close(&run, &group)
                (isApart, isPointed, isBracketed) = (false, false, false)
                if case .joint = sign { isJoint = ends } else { isJoint = false }
                if case .plus = sign { run.isInternational = true }
            }
        }
        close(&run, &group)
        if runs.isEmpty { isBare = false }
    }

    private mutating func close(_ run: inout Run, _ group: inout [UInt8]) {
        if !group.isEmpty { run.groups.append(group) }
        if !run.groups.isEmpty { runs.append(run) }
        (run, group) = (Run(), [])
    }

    static func holds(_ scheme: CheckDigit, _ figures: [UInt8]) -> Bool {
        figures.withUnsafeBufferPointer { scheme.holds($0) }
    }

    var twelves: [[UInt8]] {
        runs.flatMap(\.twelves) + chains.flatMap(\.inFours) + (spelled.map { FigureText($0).twelves } ?? [])
    }

    /// Runs between which / : or _ stands, as one: 1234/5678/9018.
    private var chains: [Run] {
        guard runs.contains(where: \.isJoined) else { return [] }
        var chains: [Run] = []
        var last: Run?
        for run in runs {
            if run.isJoined, last != nil {
                last?.groups += run.groups
                last?.isJoined = true
            } else {
                if let last, last.isJoined { chains.append(last) }
                last = run
            }
        }
        if let last, last.isJoined { chains.append(last) }
        return chains
    }
    var holdsIndividualNumber: Bool { twelves.contains { Self.holds(.individualNumber, $0) } }

    /// 住民票コード, alone in the value, however its figures are set off.
    var isResidentCode: Bool {
        runs.count == 1 && runs.first.map { Self.holds(.residentCode, $0.figures) } ?? false
    }

    /// 070, 080, 090 and eight figures.
    var holdsMobilePhone: Bool {
        runs.contains { run in
            let groups = run.groups
            let hasOneAmongOthers = groups.indices.dropLast(2).contains { position in
                groups[position..<position + 3].map(\.count) == [3, 4, 4] && Self.isMobile(groups[position])
            }
            if hasOneAmongOthers { return true }
            var figures = run.figures
            if run.isInternational, figures.count == 12, figures.starts(with: "81".utf8) {
                figures = Array("0".utf8) + figures.dropFirst(2)
            }
            // 0.9012345678 is a number.
            return figures.count == 11 && Self.isMobile(figures) && !run.hasPoints
        }
    }

    private static func isMobile(_ figures: [UInt8]) -> Bool {
        ["070", "080", "090"].contains { figures.starts(with: $0.utf8) }
    }

    // MARK: signs

    private enum Sign {
        case figure(UInt8)
        /// Takes no place: a reader sees the figures around it as one number.
        case unseen
        /// Spaces and dashes.
        case apart
        case point, bracket, plus, other
        /// Divides dates, times and names, and the fours of a number as well.
        case joint

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x30...0x39: self = .figure(UInt8(scalar.value - 0x30))
            case 0xFF10...0xFF19: self = .figure(UInt8(scalar.value - 0xFF10))
            case 0x20, 0x2D, 0x09, 0x0A, 0x0D, 0x3000, 0x30FC, 0xFF0D, 0xFF70: self = .apart
            case 0x2E, 0xFF0E, 0x30FB, 0xFF65, 0xB7: self = .point
            case 0x28, 0x29, 0xFF08, 0xFF09: self = .bracket
            case 0x2B, 0xFF0B: self = .plus
            case 0x2F, 0x3A, 0x5F, 0xFF0F, 0xFF1A, 0xFF3F: self = .joint
            // Kana and kanji, and the waves between two numbers.
            case 0x00...0x7F, 0x3001...0x3163, 0x3165...0xA4CF, 0xFF5E: self = .other
            default: self = Sign(rare: scalar)
            }
        }

        private init(rare scalar: Unicode.Scalar) {
            let properties = scalar.properties
            if properties.isDefaultIgnorableCodePoint {
                self = .unseen
            } else if properties.isWhitespace || properties.isDash || (0x2500...0x2501).contains(scalar.value) {
                self = .apart
            } else if properties.numericType == .decimal, let figure = properties.numericValue {
                self = .figure(UInt8(figure))
            } else {
                self = .other
            }
        }
    }
}
