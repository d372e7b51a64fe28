/// Fields and files as forms with files send them (multipart/form-data, RFC 7578), in memory and bounded.
enum MultipartForm {
    static let partsMax = 500
    static let boundaryBytesMax = 70
    static let headerBytesMax = 8_000
    /// A field that is no file.
    static let fieldBytesMax = 256 * 1024

    /// - Parameter contentType: the whole header, with its boundary.
    /// - Returns: `nil` when anything is not as the standard says, or a bound is passed.
    static func decoded(_ bytes: [UInt8], contentType: String) -> Form? {
        guard let boundary = boundary(in: contentType) else { return nil }
        let delimiter = Array("\r\n--".utf8) + boundary
        // The first delimiter may stand at the very beginning, without a line break before it.
        var cursor = Cursor(bytes: bytes)
        if !cursor.skip(Array(delimiter.dropFirst(2))) {
            guard cursor.skip(past: delimiter) != nil else { return nil }
        }
        var fields: [(name: String, value: String)] = []
        var files: [Form.File] = []
        while !cursor.skip(Array("--".utf8)) {
            guard fields.count + files.count < partsMax else { return nil }
            guard let (head, content) = part(&cursor, delimiter) else { return nil }
            if let filename = head.filename {
                files.append(Form.File(name: head.name, filename: filename, bytes: Array(content)))
            } else {
                guard let value = text(content) else { return nil }
                fields.append((head.name, value))
            }
        }
        return Form(fields: fields, files: files)
    }

    /// What was typed before the first file, of a body that is too large or was not read to its end: so that it can be shown again.
    static func leadingFields(_ bytes: [UInt8], contentType: String) -> Form {
        guard let boundary = boundary(in: contentType) else { return Form() }
        let delimiter = Array("\r\n--".utf8) + boundary
        var cursor = Cursor(bytes: bytes)
        var fields: [(name: String, value: String)] = []
        guard cursor.skip(Array(delimiter.dropFirst(2))) else { return Form() }
        while fields.count < partsMax, let (head, content) = part(&cursor, delimiter), head.filename == nil,
            let value = text(content)
        {
            fields.append((head.name, value))
        }
        return Form(fields: fields)
    }

    private struct Head {
        let name: String
        let filename: String?
    }

    /// One part, from behind its delimiter to behind the next.
    private static func part(_ cursor: inout Cursor, _ delimiter: [UInt8]) -> (head: Head, content: ArraySlice<UInt8>)?
    {
        cursor.skipBlanks()
        guard cursor.skip([0x0D, 0x0A]), let head = head(&cursor), let content = cursor.skip(past: delimiter) else {
            return nil
        }
        return (head, cursor.bytes[content])
    }

    /// - Returns: `nil` when it is larger than a field may be, or no UTF-8.
    private static func text(_ content: ArraySlice<UInt8>) -> String? {
        content.count <= fieldBytesMax ? String(validating: content, as: UTF8.self) : nil
    }

    /// The header lines of one part, up to the empty line.
    private static func head(_ cursor: inout Cursor) -> Head? {
        var found: Head?
        let start = cursor.position
        while !cursor.skip([0x0D, 0x0A]) {
            guard let range = cursor.skip(past: [0x0D, 0x0A]), cursor.position - start <= headerBytesMax,
                let line = String(validating: cursor.bytes[range], as: UTF8.self)
            else { return nil }
            guard let border = line.firstIndex(of: ":") else { return nil }
            guard line[..<border].lowercased() == "content-disposition" else { continue }
            guard found == nil else { return nil }
            let value = HeaderValue(String(line[line.index(after: border)...]))
            guard value.word == "form-data", let name = value["name"] else { return nil }
            found = Head(name: name, filename: value["filename"].map(baseName))
        }
        return found
    }

    /// Some browsers of old send the whole path.
    private static func baseName(_ filename: String) -> String {
        String(filename.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "")
    }

    private static func boundary(in contentType: String) -> [UInt8]? {
        let value = HeaderValue(contentType)
        guard value.word == "multipart/form-data", let boundary = value["boundary"] else { return nil }
        let bytes = Array(boundary.utf8)
        return (1...boundaryBytesMax).contains(bytes.count) && bytes.allSatisfy { (0x20...0x7E).contains($0) }
            ? bytes : nil
    }

    private struct Cursor {
        let bytes: [UInt8]
        var position = 0

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        /// Whether these bytes come next; they are then passed.
        mutating func skip(_ expected: [UInt8]) -> Bool {
            guard bytes.count - position >= expected.count,
                bytes[position..<position + expected.count].elementsEqual(expected)
            else { return false }
            position += expected.count
            return true
        }

        mutating func skipBlanks() {
            while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
        }

        /// What stands before the next place with these bytes, which are passed; `nil` when there is none.
        mutating func skip(past expected: [UInt8]) -> Range<Int>? {
            guard let first = expected.first else { return nil }
            let start = position
            let last = bytes.count - expected.count
            var candidate = start
            let found: Int? = bytes.withUnsafeBufferPointer { bytes in
                while candidate <= last {
                    if bytes[candidate] == first {
                        var length = 1
                        while length < expected.count, bytes[candidate + length] == expected[length] { length += 1 }
                        if length == expected.count { return candidate }
                    }
                    candidate += 1
                }
                return nil
            }
            guard let found else { return nil }
            position = found + expected.count
            return start..<found
        }
    }
}
