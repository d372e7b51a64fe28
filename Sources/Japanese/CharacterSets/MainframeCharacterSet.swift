/// The kanji codes of the makers of mainframes: two bytes between shift codes, beside a set of one byte.
///
/// The area of JIS X 0208 is computed from the standard and the makers' differences from it. Rows beyond it (JEF's extended
/// kanji, JIPS' G1 and G2) come from a ``CharacterPack`` of the ward; without one their codes are reported, never guessed.
public struct MainframeCharacterSet: Sendable {
    /// Which set.
    public enum Name: String, CaseIterable, Hashable, Sendable {
        /// 富士通 JEF. Its shapes are those of JIS C 6226-1978.
        case jef
        /// 日立 KEIS with the shapes of 1978.
        case keis78
        /// 日立 KEIS with the shapes of 1983.
        case keis83
        /// NEC JIPS(J).
        case jips
    }

    public let name: Name
    /// All codes of two bytes.
    public let table: DoubleByteTable
    /// The set of one byte.
    public let single: SingleByteTable
    /// Byte sequences that begin codes of two bytes.
    public let shiftOut: [[UInt8]]
    /// Byte sequences that go back to one byte.
    public let shiftIn: [[UInt8]]

    /// - Parameter pack: codes that take the place of the computed ones, or add to them.
    public init(_ name: Name, pack: CharacterPack? = nil) {
        self.name = name
        single = name.single
        shiftOut = name.shiftOut
        shiftIn = name.shiftIn
        table = DoubleByteTable(
            standard: MainframeCharacterSet.standard(name, pack: pack), user: MainframeCharacterSet.user(name))
    }

    private static func standard(_ name: Name, pack: CharacterPack?) -> [(code: Int, scalar: Unicode.Scalar)] {
        var scalars: [Int: Unicode.Scalar] = [:]
        let differences = name.differences
        for (row, text) in WindowsCharacterSet.rows where row <= 8 || (16...84).contains(row) {
            for (cell, scalar) in text.unicodeScalars.enumerated() where scalar != WindowsCharacterSet.unassigned {
                let jis = (row + 0x20) << 8 | (cell + 0x21)
                guard !differences.absent.contains(where: { $0.contains(jis) }) else { continue }
                scalars[name.code(jis: jis)] = differences.others[jis] ?? microsoftToJIS[scalar] ?? scalar
            }
        }
        if let space = name.space { scalars[space] = "\u{3000}" }
        // The standard area first: a character that a pack has once more elsewhere is a twin there.
        let area = scalars.keys.sorted()
        let beyond = (pack?.scalars ?? [:]).keys.filter { scalars[$0] == nil }.sorted()
        scalars.merge(pack?.scalars ?? [:]) { _, ofPack in ofPack }
        return (area + beyond).compactMap { code in scalars[code].map { (code: code, scalar: $0) } }
    }

    private static func user(_ name: Name) -> [(code: Int, scalar: Unicode.Scalar)] {
        var number: UInt32 = 0
        var cells: [(code: Int, scalar: Unicode.Scalar)] = []
        for area in name.userAreas {
            for lead in area.leads {
                for trail in area.trails {
                    // JIPS has more cells than follow U+E000 in the basic plane's private area: none of the sets fills it.
                    if let scalar = Unicode.Scalar(0xE000 + number) { cells.append((lead << 8 | trail, scalar)) }
                    number += 1
                }
            }
        }
        return cells
    }

    /// Where Windows-31J and JIS X 0208 name the same cell with different scalars.
    private static let microsoftToJIS: [Unicode.Scalar: Unicode.Scalar] = [
        "\u{FF5E}": "\u{301C}", "\u{2225}": "\u{2016}", "\u{FF0D}": "\u{2212}", "\u{FFE0}": "\u{00A2}",
        "\u{FFE1}": "\u{00A3}", "\u{FFE2}": "\u{00AC}", "\u{2015}": "\u{2014}",
    ]
}

extension MainframeCharacterSet.Name {
    /// The code of a cell of JIS X 0208 given as its two bytes 21–7E.
    func code(jis: Int) -> Int { self == .jips ? jis : jis + 0x8080 }

    /// A space that has a code of its own.
    var space: Int? { self == .jips ? nil : 0x4040 }

    var single: SingleByteTable {
        switch self {
        case .jef: .ebcdikFujitsu
        case .keis78, .keis83: .ebcdikHitachi
        case .jips: .jisX0201
        }
    }

    var shiftOut: [[UInt8]] {
        switch self {
        // 28 begins kanji of twelve points' width, 38 of nine: the same characters.
        case .jef: [[0x28], [0x38]]
        case .keis78, .keis83: [[0x0A, 0x42]]
        case .jips: [[0x1A, 0x70]]
        }
    }

    var shiftIn: [[UInt8]] {
        switch self {
        case .jef: [[0x29]]
        case .keis78, .keis83: [[0x0A, 0x41]]
        case .jips: [[0x1A, 0x71]]
        }
    }

    /// Rows of 外字, in the order in which private scalars are given from U+E000.
    var userAreas: [(leads: ClosedRange<Int>, trails: ClosedRange<Int>)] {
        switch self {
        // 80A1 to A0FE.
        case .jef: [(0x80...0xA0, 0xA1...0xFE)]
        // 81A1 to A0FE.
        case .keis78, .keis83: [(0x81...0xA0, 0xA1...0xFE)]
        // 7421–7E7E and E0A1–FEFE.
        case .jips: [(0x74...0x7E, 0x21...0x7E), (0xE0...0xFE, 0xA1...0xFE)]
        }
    }
}
