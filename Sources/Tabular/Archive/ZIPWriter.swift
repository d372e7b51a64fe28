import CZip

/// Packs files into one ZIP archive on disk.
///
///     ZIPWriter.write([("index.html", page)], to: path)
///
/// The same files give the same bytes: no file has a time of its own.
public enum ZIPWriter {
    /// - Returns: `false` when the archive cannot be written or a name is used twice; nothing is left there then.
    public static func write(_ files: [(path: String, bytes: [UInt8])], to path: String) -> Bool {
        guard let archive = zip_open(path, Int32(ZIP_CREATE | ZIP_TRUNCATE), nil) else { return false }
        // Read when the archive is closed.
        var copies: [UnsafeMutableRawBufferPointer] = []
        defer { for copy in copies { copy.deallocate() } }
        for file in files {
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, file.bytes.count), alignment: 1)
            copy.copyBytes(from: file.bytes)
            copies.append(copy)
            guard let source = zip_source_buffer(archive, copy.baseAddress, UInt64(file.bytes.count), 0) else {
                zip_discard(archive)
                return false
            }
            let index = zip_file_add(archive, file.path, source, UInt32(ZIP_FL_ENC_UTF_8))
            guard index >= 0 else {
                zip_source_free(source)
                zip_discard(archive)
                return false
            }
            // 1980-01-01, the first day that the format knows.
            zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0)
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            return false
        }
        return true
    }
}
