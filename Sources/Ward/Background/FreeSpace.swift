import Foundation

/// How much may still be written, as a value: the machine's answer, or that of a test.
public struct FreeSpace: Sendable {
    /// In bytes, by this user; `nil` where the system does not say.
    public let bytes: @Sendable (_ folder: String) -> Int?

    public init(bytes: @escaping @Sendable (_ folder: String) -> Int?) {
        self.bytes = bytes
    }

    public static let live = FreeSpace { folder in
        var reading = statvfs()
        guard statvfs(folder, &reading) == 0 else { return nil }
        return Int(clamping: UInt64(reading.f_bavail).multipliedReportingOverflow(by: UInt64(reading.f_frsize)))
    }
}

extension Int {
    fileprivate init(clamping product: (partialValue: UInt64, overflow: Bool)) {
        self = product.overflow ? .max : Int(clamping: product.partialValue)
    }
}
