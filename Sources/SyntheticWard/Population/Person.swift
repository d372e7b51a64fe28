extension SyntheticWard {
    enum Sex: UInt8, Sendable {
        case man, woman

        var other: Sex { self == .man ? .woman : .man }
    }

    /// 続柄, with the target's codes.
    enum Relation: UInt8, CaseIterable, Sendable {
        case head, husband, wife, child, father, mother, wifeOfChild, husbandOfChild, grandchild, sibling, grandparent
        case housemate

        var code: String { self == .housemate ? "99" : padded(Int(rawValue) + 1, to: 2) }

        var japanese: String {
            switch self {
            case .head: "世帯主"
            case .husband: "夫"
            case .wife: "妻"
            case .child: "子"
            case .father: "父"
            case .mother: "母"
            case .wifeOfChild: "子の妻"
            case .husbandOfChild: "子の夫"
            case .grandchild: "孫"
            case .sibling: "兄弟姉妹"
            case .grandparent: "祖父母"
            case .housemate: "同居人"
            }
        }
    }

    /// 住民状態, with the target's codes.
    enum Standing: UInt8, CaseIterable, Sendable {
        case resident = 1
        case movedOut, dead, removed

        var code: String { String(rawValue) }
    }

    /// Which word of the lists a name part is, and which of its readings.
    struct NamePart: Hashable, Sendable {
        var word: UInt16
        var reading: UInt8
    }

    /// One person of the register, in few bytes: texts are made when they are written.
    struct Person: Sendable {
        struct Marks: OptionSet, Sendable {
            let rawValue: UInt16
            /// 支援措置.
            static let shielded = Marks(rawValue: 1)
            /// 他業務参照不可.
            static let hidden = Marks(rawValue: 2)
            static let foreign = Marks(rawValue: 4)
            /// Bears a 通称.
            static let alias = Marks(rawValue: 8)
            /// No furigana, as is usual for some residents of other nationalities.
            static let noKana = Marks(rawValue: 16)
            /// A decoy, not to be harmed.
            static let decoy = Marks(rawValue: 32)
            /// The name is written in katakana (NM5).
            static let katakanaName = Marks(rawValue: 64)
            /// The town is one that the list does not have (AD4).
            static let oddTown = Marks(rawValue: 128)
            /// Has hyphens or prolonged sound marks in the name of the building.
            static let dashedBuilding = Marks(rawValue: 256)
        }

        /// Days since 1970-01-01.
        var birth: Int32
        /// 住民となった年月日.
        var became: Int32
        /// 住民でなくなった年月日; `never` for residents.
        var ceased: Int32 = Person.never
        /// The day on which the family name changed; `never` when it did not.
        var renamed: Int32 = Person.never
        var household: Int32
        /// For a resident of another nationality: the words of ``ForeignNames`` of the origin.
        var family: NamePart
        var given: NamePart
        /// Before the change.
        var formerFamily: NamePart
        /// For a resident of another nationality.
        var origin: UInt8 = 0
        var sex: Sex
        var relation: Relation
        var standing: Standing = .resident
        var marks: Marks = []

        static let never = Int32.max

        var isResident: Bool { standing == .resident }
        var isForeign: Bool { marks.contains(.foreign) }
    }

    /// A place in the ward: 町字 and 番地号.
    struct Place: Hashable, Sendable {
        var town: UInt8
        var block: UInt8
        var house: UInt8
    }

    struct Household: Sendable {
        /// The first of its residents; they stand one after the other, the head first.
        var first: Int32
        var count: UInt8
        /// Nobody of it lives here any more.
        var isGone: Bool { count == 0 }
        /// Where it lives now.
        var place: Place
        /// The day it came, or the birth of its head.
        var arrived: Int32
        /// The day of its last move inside the ward; `Int32.min` for none.
        var moved: Int32 = .min
    }
}
