#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The name of an element without its prefix, as the parser shows it during one call.
public struct XMLName {
    private let local: UnsafePointer<CChar>

    init(_ name: UnsafePointer<CChar>) {
        var start = name
        var position = name
        while position.pointee != 0 {
            if position.pointee == 0x3A { start = position + 1 }
            position += 1
        }
        local = start
    }

    public static func == (left: XMLName, right: StaticString) -> Bool {
        right.equals(left.local)
    }

    public static func ~= (pattern: StaticString, value: XMLName) -> Bool {
        pattern.equals(value.local)
    }

    public var text: String { String(cString: local) }
}

/// The attributes of an element, as the parser shows them during one call.
public struct XMLAttributes {
    private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>

    init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>) {
        self.list = list
    }

    /// The bytes of an attribute that has no prefix.
    subscript(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        var position = list
        while let key = position.pointee, let value = position[1] {
            if name.equals(key) { return XMLAttributes.bytes(value) }
            position += 2
        }
        return nil
    }

    /// Every attribute with its name without prefix, in the order of the file.
    public func forEach(_ body: (XMLName, UnsafeBufferPointer<UInt8>) -> Void) {
        var position = list
        while let key = position.pointee, let value = position[1] {
            body(XMLName(key), XMLAttributes.bytes(value))
            position += 2
        }
    }

    /// The bytes of an attribute that has a prefix, such as `r:id`, whichever prefix it is.
    func prefixed(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        var position = list
        while let key = position.pointee, let value = position[1] {
            if let colon = strchr(key, 0x3A), name.equals(colon + 1) { return XMLAttributes.bytes(value) }
            position += 2
        }
        return nil
    }

    func text(_ name: StaticString) -> String? {
        self[name].map { String(decoding: $0, as: UTF8.self) }
    }

    /// `1` or `true` (xsd:boolean).
    func isTrue(_ name: StaticString) -> Bool {
        guard let bytes = self[name] else { return false }
        return bytes.elementsEqual("1".utf8) || bytes.elementsEqual("true".utf8)
    }

    /// A width or height of nothing: `0`, `0.0`.
    func isZero(_ name: StaticString) -> Bool {
        guard let bytes = self[name] else { return false }
        return bytes.contains(UInt8(ascii: "0"))
            && bytes.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
    }

    /// Digits only, at most nine.
    func number(_ name: StaticString) -> Int? {
        self[name].flatMap(XMLAttributes.number)
    }

    static func number(_ bytes: some Collection<UInt8>) -> Int? {
        guard (1...9).contains(bytes.count) else { return nil }
        var value = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    private static func bytes(_ text: UnsafePointer<CChar>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(
            start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: strlen(text))
    }
}

extension StaticString {
    /// The same bytes, the end included.
    fileprivate func equals(_ text: UnsafePointer<CChar>) -> Bool {
        strcmp(UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self), text) == 0
    }
}
