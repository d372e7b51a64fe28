import Foundation
import RandomTesting
import Testing

@testable import Site

@Suite("Forms with files")
struct MultipartFormTests {
    private func encoded(_ parts: [(name: String, filename: String?, bytes: [UInt8])], boundary: String) -> [UInt8] {
        var body: [UInt8] = []
        for part in parts {
            let filename = part.filename.map { "; filename=\"\(escaped($0))\"" } ?? ""
            body += Array(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(escaped(part.name))\"\(filename)\r\n".utf8)
            if part.filename != nil { body += Array("Content-Type: application/octet-stream\r\n".utf8) }
            body += Array("\r\n".utf8) + part.bytes + Array("\r\n".utf8)
        }
        return body + Array("--\(boundary)--\r\n".utf8)
    }

    private func escaped(_ text: String) -> String {
        text.replacing("\"", with: "%22")
    }

    @Test("Of a body that is cut anywhere, what was typed before the file is kept as far as it is whole")
    func leadingFields() {
        let whole = encoded(
            [
                ("csrf", nil, Array("word".utf8)), ("done", nil, Array("一時間かけて書いた文\r\n二行目".utf8)),
                ("file", "大きな表.xlsx", [UInt8](repeating: 7, count: 4_000)), ("after", nil, Array("x".utf8)),
            ], boundary: "b")
        let type = "multipart/form-data; boundary=b"
        let kept = MultipartForm.leadingFields(whole, contentType: type)
        #expect(kept.fields.map(\.name) == ["csrf", "done"])
        #expect(kept["done"] == "一時間かけて書いた文\r\n二行目")
        #expect(kept.files.isEmpty)
        for length in stride(from: 0, to: whole.count, by: 7) {
            let names = MultipartForm.leadingFields(Array(whole.prefix(length)), contentType: type).fields.map(\.name)
            #expect([[], ["csrf"], ["csrf", "done"]].contains(names), "\(length)")
        }
        #expect(MultipartForm.leadingFields(whole, contentType: "text/plain").fields.isEmpty)
    }

    @Test("Whatever is sent comes out again, in order, byte for byte")
    func roundTrip() throws {
        let seed: UInt64 = 57
        var generator = SeededGenerator(seed: seed)
        let tricky = ["\r\n", "--", "--bound", "\r\n--boun", "\0", "並木", "\"", ";", "\r", "\n", "=", "%22"].map {
            Array($0.utf8)
        }
        for round in 0..<500 {
            let parts = (0..<Int.random(in: 0...5, using: &generator)).map { number in
                var bytes: [UInt8] = []
                for _ in 0..<Int.random(in: 0...12, using: &generator) {
                    bytes += tricky.randomElement(using: &generator)!
                    if Bool.random(using: &generator) { bytes.append(.random(in: 0...127, using: &generator)) }
                }
                let filename =
                    Bool.random(using: &generator)
                    ? nil : ["", "報告 1.csv", "a\"b;c.txt"].randomElement(using: &generator)!
                return (name: "項目\(number)\"", filename: filename, bytes: bytes)
            }
            let form = try #require(
                MultipartForm.decoded(
                    encoded(parts, boundary: "boundary"), contentType: "multipart/form-data; boundary=boundary"),
                "seed \(seed), round \(round)")
            let fields = parts.filter { $0.filename == nil }
            let files = parts.filter { $0.filename != nil }
            let pieceBytes = Int.random(in: 1...20, using: &generator)
            let pieces = MultipartForm.decoded(
                encoded(parts, boundary: "boundary"), contentType: "multipart/form-data; boundary=boundary",
                pieceBytes: pieceBytes)
            #expect(pieces?.fields.map(\.value) == form.fields.map(\.value), "seed \(seed), \(pieceBytes) bytes")
            #expect(pieces?.files.map(\.bytes) == form.files.map(\.bytes), "seed \(seed), \(pieceBytes) bytes")
            #expect(form.fields.map(\.name) == fields.map(\.name))
            #expect(form.fields.map { Array($0.value.utf8) } == fields.map(\.bytes), "seed \(seed), round \(round)")
            #expect(form.files.map(\.filename) == files.map(\.filename))
            #expect(form.files.map(\.bytes) == files.map(\.bytes), "seed \(seed), round \(round)")
        }
    }

    @Test(
        "The name of a file holds no sign that nobody sees: one that turns letters around shows exe.csv for a program")
    func unseenSigns() throws {
        let form = try #require(
            MultipartForm.decoded(
                encoded([("file", "名簿\u{202E}vsc.\u{200B}exe", Array("a".utf8))], boundary: "boundary"),
                contentType: "multipart/form-data; boundary=boundary"))
        #expect(form.files.map(\.filename) == ["名簿vsc.exe"])
    }

    @Test("Of a large file no more is held in memory than a piece, and all of it is there in the end")
    func largeFile() throws {
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let body = encoded([("file", "大きな表.csv", bytes)], boundary: "b")
        var form = try #require(MultipartForm(contentType: "multipart/form-data; boundary=b"))
        for start in stride(from: 0, to: body.count, by: 10_000) {
            try form.take(body[start..<min(start + 10_000, body.count)])
            let bytesInMemory = form.pending.count + (form.part?.memory.count ?? 0)
            #expect(bytesInMemory <= MultipartForm.memoryBytesMax + 10_000)
        }
        #expect(form.whole?.file("file")?.bytes == bytes)
    }

    @Test("A temporary file is gone when nobody uses it, and what was mapped stays")
    func temporaryFile() throws {
        var file: TemporaryFile? = try TemporaryFile()
        let path = try #require(file).path
        try file?.append(Array("並木".utf8))
        let mapped = try file?.mapped()
        #expect(FileManager.default.fileExists(atPath: path))
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        file = nil
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(mapped == Data("並木".utf8))
    }

    @Test("Broken bodies are refused or read, never more")
    func damaged() {
        let seed: UInt64 = 413
        var generator = SeededGenerator(seed: seed)
        let whole = encoded(
            [("csrf", nil, Array("word".utf8)), ("file", "a.csv", Array(repeating: 7, count: 40))], boundary: "b")
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0...3, using: &generator) {
                case 0: bytes[place] = .random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(.random(in: 0...255, using: &generator), at: place)
                default: bytes.removeSubrange(place...)
                }
                if bytes.isEmpty { break }
            }
            if let form = MultipartForm.decoded(bytes, contentType: "multipart/form-data; boundary=b") {
                #expect(form.fields.count + form.files.count <= 2, "seed \(seed)")
            }
        }
    }

    @Test("Bounds are kept")
    func bounds() {
        let type = "multipart/form-data; boundary=b"
        let many = Array(
            repeating: (name: "a", filename: String?.none, bytes: [UInt8]()), count: MultipartForm.partsMax + 1)
        #expect(MultipartForm.decoded(encoded(many, boundary: "b"), contentType: type) == nil)
        #expect(MultipartForm.decoded(encoded(Array(many.dropLast()), boundary: "b"), contentType: type) != nil)
        let long = [
            (name: "a", filename: String?.none, bytes: [UInt8](repeating: 97, count: MultipartForm.fieldBytesMax + 1))
        ]
        #expect(MultipartForm.decoded(encoded(long, boundary: "b"), contentType: type) == nil)
        let boundary = String(repeating: "b", count: 71)
        #expect(
            MultipartForm.decoded(
                encoded([], boundary: boundary), contentType: "multipart/form-data; boundary=\(boundary)") == nil)
        #expect(
            MultipartForm.decoded(encoded([], boundary: ""), contentType: "multipart/form-data; boundary=\"\"") == nil)
    }

    @Test("A filename loses its folders")
    func folders() {
        let parts = [(name: "file", filename: String?.some("C:\\報告\\../1.csv"), bytes: [UInt8(1)])]
        let form = MultipartForm.decoded(
            encoded(parts, boundary: "b"), contentType: "multipart/form-data; boundary=\"b\"")
        #expect(form?.file("file")?.filename == "1.csv")
    }
}

extension MultipartForm {
    /// Reads a body that comes in pieces of so many bytes.
    fileprivate static func read(_ bytes: [UInt8], contentType: String, pieceBytes: Int) throws -> MultipartForm? {
        var form = MultipartForm(contentType: contentType)
        for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
            try form?.take(bytes[start..<min(start + pieceBytes, bytes.count)])
        }
        return form
    }

    fileprivate static func decoded(_ bytes: [UInt8], contentType: String, pieceBytes: Int = 32_768) -> Form? {
        try? read(bytes, contentType: contentType, pieceBytes: pieceBytes)?.whole
    }

    fileprivate static func leadingFields(_ bytes: [UInt8], contentType: String) -> Form {
        (try? read(bytes, contentType: contentType, pieceBytes: 32_768))?.leading ?? Form()
    }
}
