import Foundation
import RandomTesting
import Testing

@testable import Site

@Suite("QR codes")
struct QRCodeTests {
    private static let decoder = "/usr/bin/zbarimg"

    @Test(
        "A decoder reads what was written, at both ends of what fits in a version",
        .enabled(if: FileManager.default.isExecutableFile(atPath: QRCodeTests.decoder), "zbarimg is not installed"),
        arguments: [1, 2, 3, 6, 7, 9, 10, 14, 20, 27, 35, 40])
    func decoded(_ version: Int) throws {
        var random = SeededGenerator(seed: UInt64(version))
        let most = QRCode.bytesMax(version)
        let least = version == 1 ? 1 : QRCode.bytesMax(version - 1) + 1
        for count in [least, most] {
            let text = String(
                decoding: (0..<count).map { _ in UInt8.random(in: 33...126, using: &random) }, as: UTF8.self)
            let code = try #require(QRCode(Array(text.utf8)))
            #expect(code.version == version)
            #expect(try Self.read(code) == text, "\(count) bytes")
        }
    }

    @Test("What does not fit in the largest symbol gets none")
    func tooLong() {
        #expect(QRCode(Array(repeating: 0x41, count: 2331))?.version == 40)
        #expect(QRCode(Array(repeating: 0x41, count: 2332)) == nil)
    }

    @Test("The symbol of a version has its patterns in their places")
    func patterns() throws {
        let code = try #require(QRCode(Array("otpauth".utf8)))
        #expect(code.size == 21)
        let finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
        for (x, y) in [(0, 0), (14, 0), (0, 14)] {
            let drawn = (0..<7).map { row in (0..<7).map { code.modules[y + row][x + $0] ? "1" : "0" }.joined() }
            #expect(drawn == finder, "\(x) \(y)")
        }
        #expect((8...12).map { code.modules[6][$0] } == [true, false, true, false, true])
        #expect(code.modules[13][8])
    }

    @Test("The picture is one path on white with a name for those who do not see it")
    func picture() throws {
        let code = try #require(QRCode(Array("otpauth".utf8)))
        let svg = code.svg(label: "<二次元コード>").text
        #expect(svg.contains("aria-label=\"&lt;二次元コード&gt;\""))
        #expect(svg.contains("viewBox=\"0 0 29 29\""))
        let dark = code.modules.joined().filter(\.self).count
        #expect(svg.components(separatedBy: "h1v1h-1z").count - 1 == dark)
        #expect(svg.contains("M4 4h1v1h-1z"))
    }

    /// Draws the symbol as a grey picture and has it read.
    private static func read(_ code: QRCode) throws -> String {
        let (pixels, quiet) = (3, QRCode.quietModules)
        let side = (code.size + 2 * quiet) * pixels
        var picture = Array("P5 \(side) \(side) 255\n".utf8)
        for y in 0..<side {
            for x in 0..<side {
                let (column, row) = (x / pixels - quiet, y / pixels - quiet)
                let isInside = (0..<code.size).contains(column) && (0..<code.size).contains(row)
                picture.append(isInside && code.modules[row][column] ? 0 : 255)
            }
        }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).pgm")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(picture).write(to: file)
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: decoder)
        process.arguments = ["-q", "--raw", "--oneshot", "-Sdisable", "-Sqrcode.enable", file.path]
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}
