import CZip

/// Packs files into one ZIP archive.
///
///     let bytes = ZIPWriter.bytes(of: [("index.html", page)])
///
/// The same files give the same bytes: no file has a time of its own.
public enum ZIPWriter {
    /// - Returns: `nil` when memory runs out or a name is used twice.
    public static func bytes(of files: [(path: String, bytes: [UInt8])]) -> [UInt8]? {
        // The archive grows in this buffer, which outlives closing it.
        guard let target = zip_source_buffer_create(nil, 0, 0, nil) else { return nil }
        zip_source_keep(target)
        defer { zip_source_free(target) }
        guard let archive = zip_open_from_source(target, Int32(ZIP_CREATE | ZIP_TRUNCATE), nil) else {
            zip_source_free(target)
            return nil
        }
        var copies: [UnsafeMutableRawBufferPointer] = []
        defer { for copy in copies { copy.deallocate() } }
        for file in files {
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, file.bytes.count), alignment: 1)
            copy.copyBytes(from: file.bytes)
            copies.append(copy)
            guard let source = zip_source_buffer(archive, copy.baseAddress, UInt64(file.bytes.count), 0) else {
                zip_discard(archive)
                return nil
            }
            let index = zip_file_add(archive, file.path, source, UInt32(ZIP_FL_ENC_UTF_8))
            guard index >= 0 else {
                zip_source_free(source)
                zip_discard(archive)
                return nil
            }
            // 1980-01-01, the first day that the format knows.
            zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0)
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            return nil
        }
        guard zip_source_open(target) == 0 else { return nil }
        defer { zip_source_close(target) }
        guard zip_source_seek(target, 0, SEEK_END) == 0 else { return nil }
        let size = zip_source_tell(target)
        guard size >= 0, zip_source_seek(target, 0, SEEK_SET) == 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        let count = zip_source_read(target, &bytes, UInt64(size))
        return count == size ? bytes : nil
    }
}
