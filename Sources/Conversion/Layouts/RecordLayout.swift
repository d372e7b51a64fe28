import Japanese
import Tabular

/// What the files of a system hold: groups of items with their types, lengths, codes and conditions.
///
/// Specifications change about twice a year and differ between sheets of one authority; a layout is therefore always that of a
/// business in a version with the day it takes effect, and it is data: nothing about a business is written in code.
public struct RecordLayout: Hashable, Sendable {
    /// The name people know it by.
    public var name: String
    /// The business (業務): three figures of the official list, or the ward's own id.
    public var business: String
    public var version: String
    /// The day the version takes effect; `nil` when the layout does not say.
    public var effective: CivilDate?
    /// What lengths count. The specification says “characters” and is silent on variation selectors.
    public var lengthUnit: LengthUnit
    public var groups: [ItemGroup]
    public var codeLists: [CodeList]

    public init(
        name: String, business: String, version: String, effective: CivilDate? = nil,
        lengthUnit: LengthUnit = .scalars, groups: [ItemGroup] = [], codeLists: [CodeList] = []
    ) {
        self.name = name
        self.business = business
        self.version = version
        self.effective = effective
        self.lengthUnit = lengthUnit
        self.groups = groups
        self.codeLists = codeLists
    }

    public func group(named name: String) -> ItemGroup? { groups.first { $0.name == name } }
    public func codeList(_ id: String) -> CodeList? { codeLists.first { $0.id == id } }
}

/// What a length of text counts.
public enum LengthUnit: String, CaseIterable, Hashable, Sendable {
    case scalars
    /// Scalars without variation selectors: 葛 with a selector counts one.
    case scalarsWithoutSelectors = "scalars-without-selectors"
    /// What a reader sees as one character.
    case graphemes
    /// Bytes of the file, as older layouts count.
    case bytes

    public var japanese: String {
        switch self {
        case .scalars: "符号位置の数"
        case .scalarsWithoutSelectors: "異体字の指定を除いた符号位置の数"
        case .graphemes: "見た目の文字の数"
        case .bytes: "バイト数"
        }
    }
}

/// A unit of output (グループ): one file.
public struct ItemGroup: Hashable, Sendable {
    public var name: String
    public var items: [Item]
    /// How its file is written; `nil` for a layout that only describes.
    public var file: FileDescription?

    public init(name: String, items: [Item] = [], file: FileDescription? = nil) {
        self.name = name
        self.items = items
        self.file = file
    }

    public func item(named name: String) -> Item? { items.first { $0.name == name } }

    /// Positions of the items that make a record the one it is.
    public var keyColumns: [Int] { items.indices.filter { items[$0].isKey } }
}

/// How the file of a group is written.
public struct FileDescription: Hashable, Sendable {
    public enum Form: String, CaseIterable, Hashable, Sendable {
        case csv
        case tsv
        case fixed
    }

    /// A name of ``SourceCharacterSet``.
    public var encoding: String
    public var form: Form
    public var hasHeading: Bool
    public var isQuoted: Bool
    public var hasLineEndsInQuotes: Bool
    /// Bytes of a record of fixed length.
    public var recordBytes: Int?
    /// Between records of fixed length.
    public var terminator: [UInt8]

    public init(
        encoding: String = "utf-8", form: Form = .csv, hasHeading: Bool = true, isQuoted: Bool = true,
        hasLineEndsInQuotes: Bool = false, recordBytes: Int? = nil, terminator: [UInt8] = []
    ) {
        self.encoding = encoding
        self.form = form
        self.hasHeading = hasHeading
        self.isQuoted = isQuoted
        self.hasLineEndsInQuotes = hasLineEndsInQuotes
        self.recordBytes = recordBytes
        self.terminator = terminator
    }
}

/// A list of codes (コード一覧).
public struct CodeList: Hashable, Sendable {
    public var id: String
    public var name: String
    /// Code values with their meaning, in the order of the list.
    public var codes: [Code]
    /// The list of the municipality's own codes (999): any value is allowed.
    public var isOpen: Bool

    public struct Code: Hashable, Sendable {
        public var value: String
        public var meaning: String
    }

    public init(id: String, name: String, codes: [Code], isOpen: Bool = false) {
        self.id = id
        self.name = name
        self.codes = codes
        self.isOpen = isOpen
    }
}
