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
        guard let length = try? handle.seekToEnd(), (try? handle.seek(toOffset: 0)) != nil else {
            // A pipe, whose length nobody knows.
            return Array(try handle.read(upToCount: bytesMax + 1) ?? Data())
        }
        return try bytes(of: handle.fileDescriptor, length: Int(min(length, UInt64(bytesMax) + 1)))
    }

    /// Straight into the array: a large file is in memory once.
    private static func bytes(of descriptor: Int32, length: Int) throws -> [UInt8] {
        try Array(unsafeUninitializedCapacity: length) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            while count < length {
                let more = read(descriptor, base + count, length - count)
                if more < 0, errno == EINTR { continue }
                if more < 0 { throw CocoaError(.fileReadUnknown) }
                if more == 0 { return }
                count += more
            }
        }
    }
}
