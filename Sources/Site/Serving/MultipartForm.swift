import Foundation

/// Reads fields and files as forms with files send them (multipart/form-data, RFC 7578), piece by piece and bounded: fields are
/// kept in memory, files of some size on disk.
///
///     var form = MultipartForm(contentType: type)
///     for piece in body { try form.take(piece) }
///     form.whole
struct MultipartForm {
    static let partsMax = 500
    static let boundaryBytesMax = 70
    static let headerBytesMax = 8_000
    /// A field that is no file.
    static let fieldBytesMax = 256 * 1024
    /// Of a file in memory; beyond that it goes to disk.
    static let memoryBytesMax = 64 * 1024

    /// Something is not as the standard says, or a bound is passed.
    struct Malformed: Error {}

    private enum Place {
        /// Before the first delimiter, which may stand at the very beginning, without a line break before it.
        case beginning, preamble
        /// Behind a delimiter.
        case delimited
        /// Within the header lines of a part.
        case head
        case content
        /// Behind the last delimiter.
        case end
    }

    struct Part {
        let name: String
        let filename: String?
        var memory: [UInt8] = []
        var disk: TemporaryFile?
    }

    private let delimiter: [UInt8]
    private var place = Place.beginning
    /// What has come and was not read yet, from ``position`` on.
    private(set) var pending: [UInt8] = []
    private var position = 0
    private(set) var part: Part?
    private var fields: [(name: String, value: String)] = []
    private var files: [Form.File] = []
    /// Those before the first file.
    private var leadingCount: Int?

    /// - Parameter contentType: the whole header, with its boundary.
    init?(contentType: String) {
        let value = HeaderValue(contentType)
        guard value.word == "multipart/form-data", let boundary = value["boundary"] else { return nil }
        let bytes = Array(boundary.utf8)
        guard (1...Self.boundaryBytesMax).contains(bytes.count), bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            return nil
        }
        delimiter = Array("\r\n--".utf8) + bytes
    }

    /// Everything that was sent; `nil` before its end.
    var whole: Form? { place == .end ? Form(fields: fields, files: files) : nil }

    /// What was typed before the first file, of a body that is too large or was not read to its end: so that it can be shown again.
    var leading: Form { Form(fields: Array(fields.prefix(leadingCount ?? fields.count))) }

    /// - Throws: ``Malformed``, or ``TemporaryFile/Failed`` when there is no place for a file.
    mutating func take(_ bytes: some Sequence<UInt8>) throws {
        pending += bytes
        while try step() {}
        pending.removeFirst(position)
        position = 0
    }

    /// Reads on by one thing.
    /// - Returns: `false` when more must come first.
    private mutating func step() throws -> Bool {
        switch place {
        case .beginning:
            let opening = delimiter.dropFirst(2)
            guard rest.count >= opening.count else { return false }
            let isOpening = rest.starts(with: opening)
            if isOpening { position += opening.count }
            place = isOpening ? .delimited : .preamble
        case .preamble:
            guard let found = find(delimiter) else {
                position = max(position, pending.count - delimiter.count + 1)
                return false
            }
            position = found + delimiter.count
            place = .delimited
        case .delimited: return try stepBehindDelimiter()
        case .head: return try stepIntoPart()
        case .content: return try stepThroughContent()
        case .end:
            position = pending.count
            return false
        }
        return true
    }

    private mutating func stepBehindDelimiter() throws -> Bool {
        if rest.starts(with: Array("--".utf8)) {
            place = .end
            return true
        }
        let blanks = rest.prefix { $0 == 0x20 || $0 == 0x09 }.count
        guard blanks <= Self.headerBytesMax else { throw Malformed() }
        let line = rest.dropFirst(blanks).prefix(2)
        guard line.count == 2 else { return false }
        guard line.elementsEqual([0x0D, 0x0A]) else { throw Malformed() }
        position += blanks + 2
        place = .head
        return true
    }

    private mutating func stepIntoPart() throws -> Bool {
        guard !rest.starts(with: [0x0D, 0x0A]) else { throw Malformed() }
        let found = find([0x0D, 0x0A, 0x0D, 0x0A])
        guard (found ?? pending.count) - position <= Self.headerBytesMax else { throw Malformed() }
        guard let found else { return false }
        guard fields.count + files.count < Self.partsMax,
            let lines = String(validating: pending[position..<found], as: UTF8.self),
            let part = Self.part(lines)
        else { throw Malformed() }
        if part.filename != nil, leadingCount == nil { leadingCount = fields.count }
        self.part = part
        position = found + 4
        place = .content
        return true
    }

    private mutating func stepThroughContent() throws -> Bool {
        let found = find(delimiter)
        let end = found ?? max(position, pending.count - delimiter.count + 1)
        try append(pending[position..<end])
        position = end
        guard found != nil else { return false }
        position += delimiter.count
        try finishPart()
        place = .delimited
        return true
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) throws {
        guard var part else { return }
        // Written once.
        self.part = nil
        part.memory += bytes
        if part.filename == nil {
            guard part.memory.count <= Self.fieldBytesMax else { throw Malformed() }
        } else if part.memory.count > Self.memoryBytesMax {
            let disk = try part.disk ?? TemporaryFile()
            try disk.append(part.memory)
            part.memory = []
            part.disk = disk
        }
        self.part = part
    }

    private mutating func finishPart() throws {
        guard let part else { return }
        self.part = nil
        guard let filename = part.filename else {
            guard let value = String(validating: part.memory, as: UTF8.self) else { throw Malformed() }
            return fields.append((part.name, value))
        }
        var content = Data(part.memory)
        if let disk = part.disk {
            try disk.append(part.memory)
            content = try disk.mapped()
        }
        files.append(Form.File(name: part.name, filename: filename, content: content))
    }

    private var rest: ArraySlice<UInt8> { pending[position...] }

    /// - Parameter lines: the header lines of one part.
    private static func part(_ lines: String) -> Part? {
        var found: Part?
        for line in lines.split(separator: "\r\n", omittingEmptySubsequences: false) {
            guard let border = line.firstIndex(of: ":") else { return nil }
            guard line[..<border].lowercased() == "content-disposition" else { continue }
            let value = HeaderValue(String(line[line.index(after: border)...]))
            guard found == nil, value.word == "form-data", let name = value["name"] else { return nil }
            found = Part(name: name, filename: value["filename"].map(baseName))
        }
        return found
    }

    /// Some browsers of old send the whole path.
    private static func baseName(_ filename: String) -> String {
        String(filename.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "")
    }

    /// Where these bytes come next.
    private func find(_ expected: [UInt8]) -> Int? {
        let last = pending.count - expected.count
        return pending.withUnsafeBufferPointer { bytes in
            var candidate = position
            while candidate <= last {
                if bytes[candidate] == expected[0] {
                    var length = 1
                    while length < expected.count, bytes[candidate + length] == expected[length] { length += 1 }
                    if length == expected.count { return candidate }
                }
                candidate += 1
            }
            return nil
        }
    }
}
