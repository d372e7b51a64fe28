import Foundation

/// An argument of a command that cannot be understood or used.
public struct CommandInputRefusal: Refusal {
    public let words: String

    public init(_ words: String) {
        self.words = words
    }
}

/// Reading a file that a person named, within a limit.
public enum FileReading {
    public static func bytes(of path: String, max bytesMax: Int) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw CommandInputRefusal("ファイル「\(path)」を開けません。名前と、読む権限を確かめてください。")
        }
        defer { try? handle.close() }
        // One byte more than allowed is enough to know that it is too large.
        return Array(try handle.read(upToCount: bytesMax + 1) ?? Data())
    }
}
