import HTTPTypes
import SiteTesting
import NIOCore
import Testing
import Ward

@testable import Site

@Suite("Pages in place of the one asked for")
struct RefusedPageTests {
    @Test(
        "Each says what happened and what to do, in the frame of the site",
        arguments: [
            ("/nowhere", 404, "ページが見つかりません"), ("/fail", 500, "受付番号"), ("/conflict", 409, "すでに確定しています。"),
            ("/refuse", 409, "二つ目の理由。"), ("/busy", 503, "少し待ってから"), ("/samples//1", 404, "ページが見つかりません"),
            ("/%00", 400, "アドレスを確かめるか"), ("/%ff", 400, "アドレスを確かめるか"), ("/%", 400, "アドレスを確かめるか"),
            ("/samples?q=%zz", 400, "アドレスを確かめるか"), ("/" + String(repeating: "a", count: 3_000), 400, "長すぎます"),
            ("/samples?" + String(repeating: "a", count: 9_000), 400, "長すぎます"), ("/../../etc/passwd", 404, "見つかりません"),
        ])
    func words(path: String, status: Int, words: String) async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let response = try await client.ask(path)
            #expect(response.status.code == status)
            #expect(response.text.contains(words))
            #expect(response.text.contains("<html lang=\"ja\">"))
            try MarkupTokenizer.tokens(response.text).checkNesting()
        }
    }

    @Test("A method that a page does not have is told which it has")
    func otherMethods() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let get = try await client.ask("/samples/1/change")
            #expect(get.status == .methodNotAllowed)
            #expect(get.headers[.allow] == "POST")
            let put = try await client.ask(.put, "/samples")
            #expect(put.status == .methodNotAllowed)
            #expect(put.headers[.allow] == "GET, HEAD")
        }
    }

    @Test("What nobody foresaw is found in the log by the number on the page, and the page tells nothing of the inside")
    func reference() async throws {
        let log = TestLog()
        let site = try await TestSite.sample(log: log)
        let page = try await site.test { try await $0.ask("/fail") }
        let tokens = try MarkupTokenizer.tokens(page.text)
        let place = try #require(tokens.firstIndex(of: .open(name: "code", attributes: [:])))
        guard case .text(let reference) = tokens[place + 1] else { throw SampleFailure() }
        #expect(log.lines.contains { $0.contains("reference=\(reference)") && $0.contains("SampleFailure") })
        #expect(!page.text.contains("SampleFailure"))
    }

    @Test("Bodies are bounded: fields at 256KB, files at 20MB")
    func bodies() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            let field = String(repeating: "あ", count: 30_000)
            let large = try await client.ask(.post, "/samples/1/change", form: [("note", field)])
            #expect(large.status == .contentTooLarge)
            #expect(large.text.contains("256KB"))
            for (size, status) in [(1_000_000, HTTPResponse.Status.ok), (21 * 1024 * 1024, .contentTooLarge)] {
                let response = try await client.upload("/samples/upload", bytes: size)
                #expect(response.status == status, "\(size)")
                if status == .ok { #expect(response.text.contains("\"bytes\": \(size)")) }
            }
        }
    }

    @Test("What is no form is refused with words")
    func unreadable() async throws {
        let site = try await TestSite.sample()
        try await site.test { client in
            for (type, body) in [
                ("application/json", "{}"), ("multipart/form-data", "x"),
                ("multipart/form-data; boundary=a", "--b\r\n"),
                ("application/x-www-form-urlencoded", "a=%zz"), ("text/plain", "csrf=1"),
            ] {
                let response = try await client.execute(
                    .post, "/samples/1/change",
                    headers: [.cookie: client.cookie(of: TestPerson(.secretariat)), .contentType: type],
                    body: ByteBuffer(string: body))
                #expect(response.status == .badRequest, "\(type)")
            }
        }
    }
}

extension SiteClient {
    fileprivate func upload(_ path: String, bytes: Int) async throws -> SiteAnswer {
        var body = ByteBuffer()
        body.writeString("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(TestSite.csrf)\r\n")
        body.writeString("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"報告.csv\"\r\n\r\n")
        body.writeRepeatingByte(0x61, count: bytes)
        body.writeString("\r\n--x--\r\n")
        return try await execute(
            .post, path,
            headers: [.cookie: cookie(of: TestPerson(.secretariat)), .contentType: "multipart/form-data; boundary=x"],
            body: body)
    }
}
