import CZip

/// The parts of a workbook or another file of the kind (ECMA-376 Part 2) in their ZIP archive.
public final class PackageArchive {
    public let limits: WorkbookLimits
    private let archive: OpaquePointer
    private let content: UnsafeMutableRawBufferPointer
    private var indices: [String: UInt64] = [:]
    private var lowercased: [String: UInt64] = [:]
    /// Bytes unpacked so far, over all parts.
    private var unpacked = 0

    public init(_ bytes: [UInt8], limits: WorkbookLimits) throws(WorkbookRefusal) {
        self.limits = limits
        // The archive reads from this copy until it is closed.
        content = .allocate(byteCount: bytes.count, alignment: 1)
        content.copyBytes(from: bytes)
        guard let source = zip_source_buffer_create(content.baseAddress, UInt64(bytes.count), 0, nil) else {
            content.deallocate()
            throw .damagedArchive
        }
        guard let opened = zip_open_from_source(source, Int32(ZIP_RDONLY), nil) else {
            zip_source_free(source)
            content.deallocate()
            throw .damagedArchive
        }
        archive = opened
        try listEntries()
    }

    deinit {
        zip_discard(archive)
        content.deallocate()
    }

    private func listEntries() throws(WorkbookRefusal) {
        let count = Int(zip_get_num_entries(archive, 0))
        guard count <= limits.entriesMax else { throw .tooManyEntries(count, max: limits.entriesMax) }
        for index in 0..<UInt64(max(0, count)) {
            guard let raw = zip_get_name(archive, index, 0) else { throw .damagedArchive }
            let name = PackageArchive.normalised(String(cString: raw))
            guard indices.updateValue(index, forKey: name) == nil else { throw .duplicateEntry(entry: name) }
            lowercased[name.lowercased()] = index
        }
    }

    /// Some programs write backslashes.
    private static func normalised(_ name: String) -> String {
        let text = String(decoding: name.utf8.map { $0 == 0x5C ? 0x2F : $0 }, as: UTF8.self)
        return text.utf8.first == 0x2F ? String(text.dropFirst()) : text
    }

    /// There is a part of the name; letter case does not count (ECMA-376 Part 2, 6.2.2.3).
    public func has(_ part: String) -> Bool {
        index(part) != nil
    }

    /// The names of all parts, in order.
    public var names: [String] { indices.keys.sorted() }

    private func index(_ part: String) -> UInt64? {
        indices[part] ?? lowercased[part.lowercased()]
    }

    /// Unpacks a part piece by piece; the last piece is empty.
    ///
    /// - Parameter take: how many bytes it has room for, and what to do with those that were put there.
    public func unpack(
        _ part: String, room: (Int) throws(WorkbookRefusal) -> UnsafeMutableRawPointer,
        take: (Int) throws(WorkbookRefusal) -> Void
    ) throws(WorkbookRefusal) {
        guard let index = index(part) else { throw .missingPart(part: part) }
        var status = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &status) == 0 else { throw .damagedEntry(entry: part) }
        guard status.encryption_method == UInt16(ZIP_EM_NONE) else { throw .encrypted }
        guard status.size <= UInt64(limits.entryBytesMax) else {
            throw .entryTooLarge(entry: part, bytesMax: limits.entryBytesMax)
        }
        guard let file = zip_fopen_index(archive, index, 0) else { throw .damagedEntry(entry: part) }
        defer { zip_fclose(file) }
        var total = 0
        while true {
            let count = Int(zip_fread(file, try room(PackageArchive.pieceBytes), UInt64(PackageArchive.pieceBytes)))
            // Also when the checksum at the end differs.
            guard count >= 0 else { throw .damagedEntry(entry: part) }
            total += count
            unpacked += count
            // The sizes in the directory may lie, so what was unpacked is counted.
            guard total <= limits.entryBytesMax else {
                throw .entryTooLarge(entry: part, bytesMax: limits.entryBytesMax)
            }
            guard unpacked <= limits.unpackedBytesMax else {
                throw .unpackedTooLarge(bytesMax: limits.unpackedBytesMax)
            }
            if total > WorkbookLimits.ratioFreeBytes, UInt64(total / limits.ratioMax) > status.comp_size {
                throw .ratioTooHigh(entry: part, max: limits.ratioMax)
            }
            try take(count)
            if count == 0 { return }
        }
    }

    /// A part as a whole.
    public func content(of part: String) throws(WorkbookRefusal) -> [UInt8] {
        let room = UnsafeMutableRawPointer.allocate(byteCount: PackageArchive.pieceBytes, alignment: 1)
        defer { room.deallocate() }
        var content: [UInt8] = []
        try unpack(part) { (_: Int) throws(WorkbookRefusal) in
            room
        } take: { (count: Int) throws(WorkbookRefusal) in
            content += UnsafeRawBufferPointer(start: room, count: count)
        }
        return content
    }

    /// The first bytes of a part.
    public func beginning(_ part: String, bytes count: Int) -> [UInt8] {
        guard let index = index(part), let file = zip_fopen_index(archive, index, 0) else { return [] }
        defer { zip_fclose(file) }
        var bytes = [UInt8](repeating: 0, count: count)
        let read = Int(zip_fread(file, &bytes, UInt64(count)))
        return Array(bytes.prefix(max(0, read)))
    }

    private static let pieceBytes = 64 << 10
}
