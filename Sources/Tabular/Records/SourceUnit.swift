/// The smallest piece of a delimited file that can be a delimiter: a byte, or two in UTF-16.
protocol SourceUnit {
    static var bytes: Int { get }
    /// The unit at a byte offset; one that is no ASCII character is 0x80 or more.
    static func at(_ base: UnsafePointer<UInt8>, _ offset: Int) -> UInt16
}

enum ByteUnit: SourceUnit {
    static let bytes = 1
    @inline(__always)
    static func at(_ base: UnsafePointer<UInt8>, _ offset: Int) -> UInt16 { UInt16(base[offset]) }
}

enum UTF16LEUnit: SourceUnit {
    static let bytes = 2
    @inline(__always)
    static func at(_ base: UnsafePointer<UInt8>, _ offset: Int) -> UInt16 {
        UInt16(base[offset]) | UInt16(base[offset + 1]) << 8
    }
}

enum UTF16BEUnit: SourceUnit {
    static let bytes = 2
    @inline(__always)
    static func at(_ base: UnsafePointer<UInt8>, _ offset: Int) -> UInt16 {
        UInt16(base[offset]) << 8 | UInt16(base[offset + 1])
    }
}
