import Site
import Ward

/// What a catalogue of others says of one of its datasets, as far as it is shown here.
struct HarvestedRecord: Hashable, Sendable, Codable {
    struct File: Hashable, Sendable, Codable {
        let title: String
        let address: String
        let format: String
    }

    /// At its source.
    let identifier: String
    let title: String
    let notes: String
    /// Who publishes it there; empty where the source does not say.
    let publisher: String
    /// As the source writes it; empty where it says nothing, and then nothing may be taken for granted.
    let licence: String
    /// Where it stands at its source.
    let origin: String
    /// The moment of its last change, as the source writes it.
    let modified: String
    let tags: [String]
    let files: [File]

    /// Of a longer text, so many characters (Unicode scalars) are kept.
    static let notesMax = 4_000
    static let filesMax = 200
    static let tagsMax = 50
}

/// A record that is not taken, with everything that is wrong with it.
struct RejectedRecord: Error, Hashable, Sendable {
    /// Empty where it has none.
    let identifier: String
    let title: String
    let reasons: [String]

    /// As it can be kept and shown: what it is rejected for may be its letters.
    var shown: RejectedRecord {
        RejectedRecord(
            identifier: RecordReading.shown(identifier), title: RecordReading.shown(title),
            reasons: reasons.map(RecordReading.shown))
    }
}

/// A record as it is read, with its faults gathered.
struct RecordReading {
    private(set) var reasons: [String] = []
    private static let lineMax = 300

    /// A line that must be there.
    mutating func required(_ text: String?, _ name: String) -> String {
        let line = optional(text, name)
        if line.isEmpty { reasons.append("\(name)がありません。") }
        return line
    }

    /// A line that may be missing.
    mutating func optional(_ text: String?, _ name: String) -> String {
        let line = Self.line(text ?? "")
        if line.unicodeScalars.count > Self.lineMax {
            reasons.append("\(name)が\(Self.lineMax)文字を超えています。")
        }
        check(line, name)
        return line
    }

    /// What no database keeps and no page shows is named, and nothing of the record is taken.
    private mutating func check(_ text: String, _ name: String) {
        guard let found = text.unicodeScalars.first(where: Self.isUnfit) else { return }
        let digits = String(found.value, radix: 16, uppercase: true)
        let code = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        reasons.append("\(name)に、使えない文字（制御文字など、U+\(code)）があります。")
    }

    /// Other kinds of blanks do no harm.
    private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isUnfitForText && !scalar.properties.isWhitespace
    }

    /// With a mark in place of what cannot be kept.
    static func shown(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnfit) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isUnfit($0) ? "\u{FFFD}" : $0 }))
    }

    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Several lines, cut where they are very long.
    mutating func prose(_ text: String?) -> String {
        let kept = String(String.UnicodeScalarView((text ?? "").unicodeScalars.prefix(HarvestedRecord.notesMax)))
        check(kept, "説明")
        return kept
    }

    /// An address that people will follow.
    mutating func address(_ text: String?, _ name: String) -> String {
        guard let text, !text.isEmpty else {
            reasons.append("\(name)がありません。")
            return ""
        }
        guard let address = WebAddress(coding: text) else {
            reasons.append("\(name)「\(text.prefix(200))」が、http か https のアドレスではありません。")
            return ""
        }
        return "\(address)"
    }

    mutating func files(_ read: [(title: String?, address: String?, format: String?)]) -> [HarvestedRecord.File] {
        if read.count > HarvestedRecord.filesMax {
            reasons.append("ファイルが\(HarvestedRecord.filesMax)件を超えています。")
        }
        return read.prefix(HarvestedRecord.filesMax).enumerated().map { position, file in
            HarvestedRecord.File(
                title: optional(file.title, "ファイル\(position + 1)の題名"),
                address: address(file.address, "ファイル\(position + 1)のアドレス"),
                format: optional(file.format, "ファイル\(position + 1)の形式"))
        }
    }

    mutating func tags(_ read: [String]) -> [String] {
        let lines = read.map(Self.line).filter { !$0.isEmpty }
        // One of them is enough to know.
        if let line = lines.first(where: { $0.unicodeScalars.contains(where: Self.isUnfit) }) { check(line, "タグ") }
        return Array(
            lines.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.prefix(HarvestedRecord.tagsMax))
    }

    func checked(_ record: HarvestedRecord) throws(RejectedRecord) -> HarvestedRecord {
        guard reasons.isEmpty else {
            throw RejectedRecord(identifier: record.identifier, title: record.title, reasons: reasons)
        }
        return record
    }
}
