/// A list of sealed content that came after the first editions were sealed: where it is missing, it is empty, and
/// where it is empty, it is not written.
///
///     struct ReportContent: SealedDocument {
///         @OrEmpty var opinions: [Opinion]
///     }
@propertyWrapper
public struct OrEmpty<Element: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    public var wrappedValue: [Element]

    public init(wrappedValue: [Element]) {
        self.wrappedValue = wrappedValue
    }

    public init(from decoder: any Decoder) throws {
        wrappedValue = try [Element](from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        try wrappedValue.encode(to: encoder)
    }
}

/// A truth of sealed content that came after the first editions were sealed: where it is missing, it does not hold.
@propertyWrapper
public struct OrFalse: Codable, Hashable, Sendable {
    public var wrappedValue: Bool

    public init(wrappedValue: Bool) {
        self.wrappedValue = wrappedValue
    }

    public init(from decoder: any Decoder) throws {
        wrappedValue = try decoder.singleValueContainer().decode(Bool.self)
    }

    public func encode(to encoder: any Encoder) throws {
        try wrappedValue.encode(to: encoder)
    }
}

/// The compiler's own decoding calls these where a member is wrapped.
extension KeyedDecodingContainer {
    public func decode<Element>(_ type: OrEmpty<Element>.Type, forKey key: Key) throws -> OrEmpty<Element> {
        try decodeIfPresent(type, forKey: key) ?? OrEmpty(wrappedValue: [])
    }

    public func decode(_ type: OrFalse.Type, forKey key: Key) throws -> OrFalse {
        try decodeIfPresent(type, forKey: key) ?? OrFalse(wrappedValue: false)
    }
}

extension KeyedEncodingContainer {
    public mutating func encode<Element>(_ value: OrEmpty<Element>, forKey key: Key) throws {
        if !value.wrappedValue.isEmpty { try encode(value.wrappedValue, forKey: key) }
    }
}
