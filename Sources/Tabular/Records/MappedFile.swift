import Japanese

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of a file, mapped into memory and never copied.
///
/// The file must not be cut short while it is read: the system ends a program that touches what is no longer there. Who reads for long
/// asks ``isWhole`` before each piece.
public final class MappedFile: @unchecked Sendable {
    /// From the first byte to the last; empty for an empty file.
    public let bytes: UnsafeRawBufferPointer
    /// `nil` for bytes that were never in a file.
    public let path: String?
    private let length: Int
    private let descriptor: Int32

    /// - Throws: ``MappedFileRefusal`` with the system's own words.
    public init(path: String) throws(MappedFileRefusal) {
        self.path = path
        // A pipe would wait for somebody to write into it.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw MappedFileRefusal(path: path, reason: String(cString: strerror(errno))) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw MappedFileRefusal(path: path, reason: "ふつうのファイルではありません")
        }
        length = Int(status.st_size)
        self.descriptor = descriptor
        guard length > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        let mapped = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let mapped, mapped != MAP_FAILED else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw MappedFileRefusal(path: path, reason: reason)
        }
        madvise(mapped, length, MADV_SEQUENTIAL)
        bytes = UnsafeRawBufferPointer(start: mapped, count: length)
    }

    /// Bytes that stay in memory, for tests and for what was received.
    public init(_ content: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(content.count, 1), alignment: 1)
        copy.copyBytes(from: content)
        bytes = UnsafeRawBufferPointer(start: copy.baseAddress, count: content.count)
        length = -1
        path = nil
        descriptor = -1
    }

    /// Whether the file still has all the bytes it was mapped with.
    public var isWhole: Bool {
        guard descriptor >= 0 else { return true }
        var status = stat()
        return fstat(descriptor, &status) == 0 && Int(status.st_size) >= length
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        guard let base = bytes.baseAddress else { return }
        if length > 0 {
            munmap(UnsafeMutableRawPointer(mutating: base), length)
        } else {
            UnsafeMutableRawPointer(mutating: base).deallocate()
        }
    }

    /// Where a byte stands first, from a place on.
    public func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        ByteSearch.firstIndex(of: byte, in: bytes, from: start)
    }

    /// Tells the system that bytes are needed at once: they then come in together and not page by page.
    func expect(_ range: Range<Int>) {
        guard length > 0, let base = bytes.baseAddress, !range.isEmpty else { return }
        let page = Int(getpagesize())
        let start = range.lowerBound / page * page
        // MADV_POPULATE_READ of Linux 5.14; where it is not known, pages come as they are touched.
        _ = madvise(UnsafeMutableRawPointer(mutating: base + start), range.upperBound - start, 22)
    }

    /// Tells the system that bytes are no longer needed in memory; they are read again from the file when asked for.
    func release(_ range: Range<Int>) {
        guard length > 0, let base = bytes.baseAddress else { return }
        let page = Int(getpagesize())
        let start = (range.lowerBound + page - 1) / page * page
        let end = range.upperBound / page * page
        guard end > start else { return }
        madvise(UnsafeMutableRawPointer(mutating: base + start), end - start, MADV_DONTNEED)
    }
}

/// Why a file could not be mapped.
public struct MappedFileRefusal: Error, Hashable, Sendable {
    public let path: String
    /// The system's own words.
    public let reason: String

    /// Where, what, and how to mend it.
    public var japanese: String { "ファイル「\(path)」を開けません（\(reason)）。場所と読取りの権限を確かめてください。" }
}
