import Testing

@testable import Notices

@Suite("Files that are not read")
struct NoticeRefusalTests {
    private func refusal(_ bytes: [UInt8]) -> NoticeRefusal? {
        do throws(NoticeRefusal) {
            _ = try NoticeReader.read(bytes: bytes, name: "test.txt")
            return nil
        } catch {
            return error
        }
    }

    @Test("Nothing, and nothing but space")
    func empty() {
        #expect(refusal([]) == .empty)
        #expect(refusal(Array(" \n\t\n　\r\n".utf8)) == .empty)
        #expect(refusal([0xEF, 0xBB, 0xBF]) == .empty)
    }

    @Test("Five MiB are read and one byte more is not")
    func tooLarge() {
        let line = Array(String(repeating: "あ", count: 340).utf8) + [0x0A]
        var bytes: [UInt8] = []
        while bytes.count < 6_000_000 { bytes += line }
        #expect(refusal(bytes) == .tooLarge(bytesMax: 5_242_880))
        #expect(refusal(Array(bytes.prefix(5_242_881))) == .tooLarge(bytesMax: 5_242_880))
    }

    @Test("UTF-16 of either order, with and without its mark, is named and not read")
    func utf16() {
        let units = Array("1 主な取組\n(1) 推進を図る。\n".utf16)
        let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(refusal([0xFF, 0xFE] + little) == .otherEncoding(.utf16LE))
        #expect(refusal([0xFE, 0xFF] + big) == .otherEncoding(.utf16BE))
        #expect(refusal(little) == .otherEncoding(.utf16LE))
        #expect(refusal(big) == .otherEncoding(.utf16BE))
        #expect(NoticeRefusal.otherEncoding(.utf16LE).words.contains("UTF-8 を選んで保存し直してください"))
    }

    @Test("CP932 is named")
    func cp932() {
        // 令和6年度の取組について、推進を図る。
        let bytes: [UInt8] = [
            0x97, 0xDF, 0x98, 0x61, 0x36, 0x94, 0x4E, 0x93, 0x78, 0x82, 0xCC, 0x8E, 0xE6, 0x91, 0x67, 0x82, 0xC9, 0x82,
            0xC2, 0x82, 0xA2, 0x82, 0xC4, 0x0D, 0x0A, 0x90, 0x84, 0x90, 0x69, 0x82, 0xF0, 0x90, 0x7D, 0x82, 0xE9, 0x81,
            0x42,
        ]
        #expect(refusal(bytes) == .otherEncoding(.cp932Likely))
        #expect(NoticeRefusal.otherEncoding(.cp932Likely).words.contains("Shift_JIS"))
    }

    @Test("A binary file is told from a text with a bad byte")
    func binary() {
        #expect(refusal([0x25, 0x50, 0x44, 0x46, 0x00, 0x01, 0xFF, 0x00, 0x03]) == .otherEncoding(.binary))
        var bytes = Array("1 主な取組について\n(1) 行政のデジタル化を推進するため、窓口の改善を図る。\n".utf8)
        let place = bytes.count
        bytes += [0xFF] + Array("です。\n".utf8)
        #expect(refusal(bytes) == .notUTF8(byteOffset: place, line: 3))
        #expect(NoticeRefusal.notUTF8(byteOffset: place, line: 3).words.contains("3行目"))
    }

    @Test(
        "A bad byte is named with offset and line wherever it stands in a Japanese text",
        arguments: [0, 3, 30, 64, 65, 300])
    func badByte(offset: Int) {
        let text = Array(String(repeating: "行政のデジタル化を進める。\n", count: 40).utf8)
        var bytes = text
        bytes.insert(0xFF, at: offset)
        let got = refusal(bytes)
        if case .notUTF8(let found, let line)? = got {
            // In the middle of a character it is the character that is broken.
            #expect(found <= offset)
            #expect(found > offset - 3)
            #expect(line == 1 + text.prefix(found).count { $0 == 0x0A })
        } else {
            Issue.record("offset \(offset): \(String(describing: got))")
        }
    }

    @Test("An endless line and endless lines are refused with their limits")
    func long() {
        let long = Array(String(repeating: "区", count: 20_001).utf8)
        #expect(refusal(Array("1 取組\n".utf8) + long) == .lineTooLong(line: 2, scalarsMax: 20_000))
        #expect(refusal(Array(String(repeating: "区\n", count: 20_001).utf8)) == .tooManyLines(max: 20_000))
        #expect(refusal(Array(String(repeating: "区\n", count: 19_999).utf8)) == nil)
    }

    @Test("A control character is refused with its line")
    func control() {
        #expect(refusal(Array("1 取組\n推進\u{1}を図る。\n".utf8)) == .controlCharacters(line: 2))
    }

    @Test("A byte-order mark and CR LF are accepted and told, and change nothing else")
    func accepted() throws {
        let ward = try NoticeTexts.ward()
        let plain = try NoticeTexts.readWard()
        var windows: [UInt8] = [0xEF, 0xBB, 0xBF]
        for byte in ward { windows += byte == 0x0A ? [0x0D, 0x0A] : [byte] }
        let reading = try NoticeReader.read(bytes: windows, name: "ward.txt")
        #expect(reading.initiatives == plain.initiatives)
        #expect(reading.bodies == plain.bodies)
        #expect(reading.title == plain.title)
        #expect(reading.findings("E1").map(\.severity) == [.info, .info])
        #expect(reading.findings.filter { $0.rule != .fileForm } == plain.findings)
    }

    @Test("Every refusal says politely what to do")
    func words() {
        let all: [NoticeRefusal] = [
            .empty, .tooLarge(bytesMax: 5_242_880), .otherEncoding(.utf16LE), .otherEncoding(.utf16BE),
            .otherEncoding(.cp932Likely), .otherEncoding(.binary), .notUTF8(byteOffset: 3, line: 1),
            .controlCharacters(line: 2), .lineTooLong(line: 3, scalarsMax: 20_000), .tooManyLines(max: 20_000),
        ]
        for refusal in all { #expect(refusal.words.hasSuffix("てください。"), "\(refusal)") }
    }
}
