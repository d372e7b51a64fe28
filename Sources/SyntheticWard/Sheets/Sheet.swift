import Japanese

extension SyntheticWard {
    /// What a column says, so that defects find the columns they can be planted in.
    enum Role: UInt8, Sendable {
        case other, key, name, kana, birth, sex, town, lot, address, shield, levied, paid, due, base, code
        /// 方書.
        case building
        /// Nothing is kept in it.
        case filler

        /// The target item of the role, for the truth file.
        var field: String {
            switch self {
            case .name: "氏名"
            case .kana: "氏名_フリガナ"
            case .birth: "生年月日"
            case .sex: "性別"
            case .town: "町字"
            case .lot, .address: "番地号"
            case .shield: "支援措置"
            case .paid: "収納額"
            case .levied: "賦課額"
            case .due: "未納額"
            case .base: "算定住民税額"
            case .building: "方書"
            case .other, .key, .code, .filler: ""
            }
        }
    }

    /// A column of a source file.
    struct Column: Sendable {
        enum Form: String, Sendable {
            case text, kanji, zoned, packed, filler
        }

        let name: String
        let role: Role
        let form: Form
        /// In a record of fixed length.
        let bytes: Int
        let isKey: Bool

        init(_ name: String, _ role: Role = .other, _ form: Form = .text, bytes: Int = 0, isKey: Bool = false) {
            self.name = name
            self.role = role
            self.form = form
            self.bytes = bytes
            self.isKey = isKey
        }
    }

    /// A file of a source system: one group of its layout.
    struct Sheet: Sendable {
        enum Shape: Sendable {
            case csv(isQuoted: Bool), tsv
            case fixed(terminator: [UInt8])
        }

        let system: SystemID
        /// In the system's own layout.
        let group: String
        /// In the target.
        let target: String
        let file: String
        let shape: Shape
        let columns: [Column]
        let dates: DateForm

        var path: String { "\(system.rawValue)/\(file)" }
        var recordBytes: Int { columns.reduce(0) { $0 + $1.bytes } }
        var isFixed: Bool { if case .fixed = shape { true } else { false } }

        func column(_ role: Role) -> Int? { columns.firstIndex { $0.role == role } }
        func column(named name: String) -> Int? { columns.firstIndex { $0.name == name } }
    }

    /// The ten source systems, in the order of the workbench.
    enum SystemID: String, CaseIterable, Sendable {
        case juki, juminzei, kokuho, inkan, senkyo, nenkin, kaigo, jido, shugaku, fukushi

        var name: String {
            switch self {
            case .juki: "旧住民記録（見本）"
            case .juminzei: "旧住民税（見本）"
            case .kokuho: "旧国民健康保険（見本）"
            case .inkan: "旧印鑑登録（見本）"
            case .senkyo: "旧選挙人名簿（見本）"
            case .nenkin: "旧国民年金（見本）"
            case .kaigo: "旧介護保険（見本）"
            case .jido: "旧児童手当（見本）"
            case .shugaku: "旧就学（見本）"
            case .fukushi: "旧障害者福祉（見本）"
            }
        }

        var section: String {
            switch self {
            case .juki, .inkan: "区民課"
            case .juminzei: "課税課"
            case .kokuho, .nenkin: "国保年金課"
            case .senkyo: "選挙管理委員会事務局"
            case .kaigo: "介護保険課"
            case .jido: "子育て支援課"
            case .shugaku: "学務課"
            case .fukushi: "障害者施策課"
            }
        }

        /// A name of the project's source character sets.
        var encoding: String {
            switch self {
            case .juki: "jef"
            case .juminzei: "keis83"
            case .kokuho: "jips"
            case .inkan, .senkyo, .jido, .fukushi: "cp932"
            case .nenkin, .shugaku: "utf-8"
            case .kaigo: "utf-16le"
            }
        }

        /// The day as of which the system copied the register: what changed later is not in it yet.
        var copied: Int32 {
            switch self {
            case .juki, .inkan: asOf
            case .juminzei: day(2026, 1, 1)
            case .kokuho: day(2026, 3, 25)
            case .senkyo: day(2026, 3, 1)
            case .nenkin: day(2026, 3, 20)
            case .kaigo: day(2026, 3, 28)
            case .jido: day(2026, 3, 15)
            case .shugaku: day(2026, 3, 10)
            case .fukushi: day(2026, 2, 28)
            }
        }

        /// Before it no copy lags behind.
        static let firstCopy = day(2025, 12, 1)

        /// Where each begins in the list of 外字.
        var rotation: Int { (SystemID.allCases.firstIndex(of: self) ?? 0) * 7 }
    }
}
