import Tabular

/// An archive of parts (Word, OpenDocument) with refusals in a document's words.
struct OfficePackage {
    let archive: PackageArchive
    let limits: DocumentLimits

    init(_ bytes: [UInt8], limits: DocumentLimits) throws(DocumentRefusal) {
        self.limits = limits
        let bounds = WorkbookLimits(
            bytesMax: limits.bytesMax, entriesMax: limits.partsMax, entryBytesMax: limits.partBytesMax,
            unpackedBytesMax: limits.unpackedBytesMax, ratioMax: limits.ratioMax)
        archive = try OfficePackage.translating(limits) { () throws(WorkbookRefusal) in
            try PackageArchive(bytes, limits: bounds)
        }
    }

    func tree(_ part: String) throws(DocumentRefusal) -> XMLTree {
        try OfficePackage.translating(limits) { () throws(WorkbookRefusal) in
            try XMLTree.read(part, from: archive, limits: limits)
        }
    }

    /// What a part points to; nothing when it points nowhere.
    func links(of part: String) throws(DocumentRefusal) -> Relationships {
        try OfficePackage.translating(limits) { () throws(WorkbookRefusal) in
            let links = Relationships(of: part, itemsMax: 100_000)
            if archive.has(links.name) { try links.read(from: archive) }
            return links
        }
    }

    /// The archive asks for a password.
    var isEncrypted: Bool {
        guard let name = archive.names.first(where: { !$0.hasSuffix("/") }) else { return false }
        let room = UnsafeMutableRawPointer.allocate(byteCount: 64 << 10, alignment: 1)
        defer { room.deallocate() }
        do throws(WorkbookRefusal) {
            try archive.unpack(name) { (_: Int) throws(WorkbookRefusal) in
                room
            } take: {
                (_: Int) throws(WorkbookRefusal) in
            }
            return false
        } catch {
            return error == .encrypted
        }
    }

    static func translating<Value>(
        _ limits: DocumentLimits, _ work: () throws(WorkbookRefusal) -> Value
    ) throws(DocumentRefusal) -> Value {
        do throws(WorkbookRefusal) {
            return try work()
        } catch {
            throw DocumentRefusal(error, limits)
        }
    }
}

extension DocumentRefusal {
    init(_ refusal: WorkbookRefusal, _ limits: DocumentLimits) {
        self =
            switch refusal {
            case .encrypted: .encrypted(.office)
            case .documentType(let part): .documentType(part: part)
            case .tooDeep: .tooDeep(max: limits.depthMax)
            case .tooManyEntries(_, let max): .tooManyParts(max: max)
            case .entryTooLarge(_, let max), .unpackedTooLarge(let max): .tooLargeUnpacked(max: max)
            case .ratioTooHigh: .tooLargeUnpacked(max: limits.partBytesMax)
            case .tooMany(_, _, let max): .tooManyElements(max: max)
            case .damagedEntry(let entry), .duplicateEntry(let entry): .damaged(part: entry, line: nil)
            case .missingPart(let part): .damaged(part: part, line: nil)
            case .damagedXML(let part, let line), .invalidPart(let part, let line, _):
                .damaged(part: part, line: line)
            default: .damaged(part: nil, line: nil)
            }
    }
}
