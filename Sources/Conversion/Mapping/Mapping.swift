/// How the records of a system become records of the target layout: declared, typed, and complete by a gate.
public struct Mapping: Hashable, Sendable {
    public var name: String
    /// The system the values come from: part of the key of every 外字.
    public var system: String
    public var codeMaps: [CodeMap]
    public var groups: [GroupMapping]

    public func codeMap(_ name: String) -> CodeMap? { codeMaps.first { $0.name == name } }
}

/// A table from the codes of a system to those of the target.
public struct CodeMap: Hashable, Sendable {
    public var name: String
    /// Target codes by source codes.
    public var codes: [String: String]
}

/// One target group from one source group.
public struct GroupMapping: Hashable, Sendable {
    public var target: String
    public var source: String
    /// Records that are meant; others are left out with the reason. `nil` takes all.
    public var only: Expression?
    public var onlyReason: String?
    public var items: [ItemMapping]
    /// Source items that are not carried, with the reason.
    public var discards: [Discard]
    /// Target items that stay empty, with the reason.
    public var unfilled: [Discard]
    /// In the mapping's file.
    public var line: Int?
}

extension Mapping {
    /// Lines that ask the list of towns.
    var linesWithTowns: [ItemMapping] {
        groups.flatMap(\.items).filter { !$0.expression.columns(under: [.town, .lot, .townCode]).isEmpty }
    }
}

/// One mapping line.
public struct ItemMapping: Hashable, Sendable {
    /// The target item.
    public var item: String
    public var expression: Expression
    public var type: ValueType
    /// As written.
    public var text: String
    public var line: Int?
}

/// An item that is left out on purpose.
public struct Discard: Hashable, Sendable {
    public var item: String
    public var reason: String
    public var line: Int?
}
