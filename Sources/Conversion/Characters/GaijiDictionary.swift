import Japanese

/// What the 外字 of each system are: identified by people, with their grade, who decided and when.
///
/// The key is the system and its code. A private scalar alone means nothing: U+E000 of Windows, JEF, KEIS and JIPS are four
/// different characters.
public struct GaijiDictionary: Hashable, Sendable {
    /// How sure an identification is (the grades of the national survey of 2012).
    public enum Grade: String, CaseIterable, Hashable, Sendable {
        case sameShape = "字形一致"
        case designDifference = "デザイン差"
        case similar = "類似"
    }

    public struct Entry: Hashable, Sendable {
        public let system: String
        /// The code in the source's own set: `F040`.
        public let code: UInt32
        /// The character, with a variation selector where one belongs to it.
        public let target: String
        public let grade: Grade
        /// MJ000001 or another name of the glyph; empty when none is known.
        public let glyphName: String
        public let decidedBy: String
        public let decidedOn: CivilDate

        public init(
            system: String, code: UInt32, target: String, grade: Grade, glyphName: String, decidedBy: String,
            decidedOn: CivilDate
        ) {
            self.system = system
            self.code = code
            self.target = target
            self.grade = grade
            self.glyphName = glyphName
            self.decidedBy = decidedBy
            self.decidedOn = decidedOn
        }
    }

    public let entries: [Entry]

    public init(_ entries: [Entry] = []) { self.entries = entries }

    /// What is wrong with a line of the file.
    public struct Finding: Error, Hashable, Sendable {
        public let line: Int
        public let message: String
    }

    /// Reads the tab-separated file: system, code, target, grade, glyph, decider, day, with a heading.
    public static func read(_ text: String) -> (dictionary: GaijiDictionary, findings: [Finding]) {
        var entries: [Entry] = []
        var findings: [Finding] = []
        var seen: Set<String> = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if let first = lines.first, !first.hasPrefix("system\t") {
            findings.append(
                Finding(line: 1, message: "1行目に見出し（system、code、target、grade、glyph、decided_by、decided_on）を書いてください。"))
        }
        for (number, line) in lines.enumerated().dropFirst() {
            if line.isEmpty { continue }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            func tell(_ message: String) { findings.append(Finding(line: number + 1, message: message)) }
            guard cells.count >= 7 else {
                tell("列が足りません。システム、コード、文字、一致の程度、字形名、決めた人、決めた日を、タブで区切って書いてください。")
                continue
            }
            guard let code = UInt32(cells[1], radix: 16) else {
                tell("コード「\(cells[1])」を16進数で書いてください。")
                continue
            }
            guard let grade = Grade(rawValue: cells[3]) else {
                tell("一致の程度は \(Grade.allCases.map(\.rawValue).joined(separator: "、")) のどれかを書いてください。")
                continue
            }
            guard !cells[2].isEmpty, Gaiji.occurrences(in: cells[2]).isEmpty else {
                tell("置き換える文字がないか、外字のままです。")
                continue
            }
            guard !cells[5].isEmpty, let day = CivilDate(iso: cells[6]) else {
                tell("決めた人と、決めた日（2026-04-01 の形）を書いてください。")
                continue
            }
            guard seen.insert("\(cells[0]) \(code)").inserted else {
                tell("システム「\(cells[0])」のコード \(cells[1]) が2回あります。")
                continue
            }
            entries.append(
                Entry(
                    system: cells[0], code: code, target: cells[2], grade: grade, glyphName: cells[4],
                    decidedBy: cells[5], decidedOn: day))
        }
        return (GaijiDictionary(entries), findings)
    }

    /// The entries of one system by the private scalar its codes are read as.
    func resolver(system: String, set: SourceCharacterSet) -> [UInt32: Entry] {
        var found: [UInt32: Entry] = [:]
        for entry in entries where entry.system == system {
            if let scalar = set.scalar(ofCode: entry.code) { found[scalar.value] = entry }
        }
        return found
    }
}

extension SourceCharacterSet {
    /// What a code of the source is read as; the scalar itself for Unicode.
    package func scalar(ofCode code: UInt32) -> Unicode.Scalar? {
        switch self {
        case .utf8, .utf16LE, .utf16BE: Unicode.Scalar(code)
        case .cp932:
            (0xA1...0xDF).contains(code)
                ? Unicode.Scalar(0xFEC0 + code) : code > 0xFF ? WindowsCharacterSet.table.scalar(Int(code)) : nil
        case .mainframe(let set):
            code > 0xFF ? set.table.scalar(Int(code)) : set.single.scalar(UInt8(truncatingIfNeeded: code))
        }
    }

    /// The kind of a code; `nil` for codes of one byte and for Unicode.
    package func kind(ofCode code: UInt32) -> DoubleByteTable.Kind? {
        switch self {
        case .utf8, .utf16LE, .utf16BE: nil
        case .cp932: code > 0xFF ? WindowsCharacterSet.table.kind(of: Int(code)) : nil
        case .mainframe(let set): code > 0xFF ? set.table.kind(of: Int(code)) : nil
        }
    }
}
