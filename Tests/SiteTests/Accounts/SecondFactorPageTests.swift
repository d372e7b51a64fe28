import Foundation
import HTTPTypes
import SiteTesting
import Testing
import Ward

@testable import Site

@Suite("The second factor over the web")
struct SecondFactorPageTests {
    /// What an authenticator shows of the secret on the page, by the rules alone: RFC 4648, RFC 6238.
    private static func code(_ page: SiteAnswer, at site: TestSite, later: Int = 0) throws -> String {
        let match = try #require(page.text.firstMatch(of: /guide-code">([A-Z2-7-]+)</))
        return try Authenticator(String(match.1)).code(
            seconds: site.ward.clock.now().milliseconds / 1000 + Int64(later))
    }

    /// The administrator of a new installation, who has just signed in.
    private static func administrator(
        _ body: (TestBrowser, TestSite) async throws -> Void
    ) async throws {
        let site = try await RealPeople.site(asksSecondFactor: true)
        let browser = TestBrowser(site.client)
        _ = try await browser.signIn("kanri", RealPeople.password)
        try await body(browser, site)
    }

    @Test("An administrator takes up an authenticator before any other page, with a code of it")
    func enrolling() async throws {
        try await Self.administrator { browser, site in
            let led = try await browser.get("/people")
            #expect(led.headers[.location] == SecondFactorPage.path)
            let refused = try await browser.post(
                "/units", from: SecondFactorPage.path, [("name", "残る言葉。二十文字より長い文は、写せるように示す。")])
            #expect(refused.status == .forbidden)
            #expect(refused.text.contains("残る言葉"), "what was typed can be copied")
            let start = try await browser.get(SecondFactorPage.path)
            #expect(start.text.contains("あなたの役割では、登録が必要です"))
            #expect(!start.text.contains("otpauth"))
            _ = try await browser.post("\(SecondFactorPage.path)/begin", from: SecondFactorPage.path, [])
            let page = try await browser.get(SecondFactorPage.path)
            #expect(page.text.contains("otpauth://totp/"))
            #expect(page.text.contains("<svg role=\"img\" aria-label=\"認証アプリで読み取る二次元コード\""))
            let confirm = "\(SecondFactorPage.path)/confirm"
            let wrong = try await browser.post(confirm, from: SecondFactorPage.path, [("code", "000000")])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("確認コードが正しくない"))
            let done = try await browser.post(
                confirm, from: SecondFactorPage.path, [("code", try Self.code(page, at: site))])
            #expect(done.status == .ok)
            #expect(done.text.matches(of: /<code>[A-Z2-7]{4}(-[A-Z2-7]{4}){3}<\/code>/).count == 10)
            let people = try await browser.get("/people")
            #expect(people.status == .ok)
            let again = try await browser.get(SecondFactorPage.path)
            #expect(!again.text.contains("otpauth"), "the secret is shown no more")
            #expect(again.text.contains("使っていない回復コードは10個です"))
        }
    }

    /// - Returns: the recovery codes.
    private static func enrol(_ browser: TestBrowser, _ site: TestSite) async throws -> [String] {
        _ = try await browser.post("\(SecondFactorPage.path)/begin", from: SecondFactorPage.path, [])
        let page = try await browser.get(SecondFactorPage.path)
        let done = try await browser.post(
            "\(SecondFactorPage.path)/confirm", from: SecondFactorPage.path,
            [("code", try code(page, at: site))])
        return done.text.matches(of: /<code>([A-Z2-7-]+)<\/code>/).map { String($0.1) }
    }

    @Test("Signing in asks for the code after the password, and goes on to where one wanted to go")
    func signingIn() async throws {
        try await Self.administrator { browser, site in
            let codes = try await Self.enrol(browser, site)
            let other = TestBrowser(site.client)
            let asked = try await other.post(
                "/sign-in", from: "/sign-in",
                [("loginName", "kanri"), ("password", RealPeople.password), ("to", "/people")])
            #expect(asked.status == .ok)
            #expect(asked.text.contains("確認コードの入力"))
            #expect(other.cookies["namiki"] == nil)
            #expect(try await other.get("/account").status == .seeOther)
            let wrong = try await other.post("/sign-in/code", after: asked, [("code", "000000")])
            #expect(wrong.status == .unprocessableContent)
            #expect(other.cookies["namiki"] == nil)
            let entered = try await other.post("/sign-in/code", after: wrong, [("code", codes[0])])
            #expect(entered.headers[.location] == "/people")
            #expect(try await other.get("/people").status == .ok)
            let twice = TestBrowser(site.client)
            let form = try await twice.signIn("kanri", RealPeople.password)
            let used = try await twice.post("/sign-in/code", after: form, [("code", codes[0])])
            #expect(used.status == .unprocessableContent)
        }
    }

    @Test("Who sits at an open session replaces neither the authenticator nor the recovery codes without a code")
    func replacing() async throws {
        try await Self.administrator { browser, site in
            let codes = try await Self.enrol(browser, site)
            for step in ["begin", "codes"] {
                let path = "\(SecondFactorPage.path)/\(step)"
                let refused = try await browser.post(path, from: SecondFactorPage.path, [])
                #expect(refused.status == .unprocessableContent, "\(step)")
                let wrong = try await browser.post(path, from: SecondFactorPage.path, [("code", "000000")])
                #expect(wrong.status == .unprocessableContent, "\(step)")
            }
            let page = try await browser.get(SecondFactorPage.path)
            #expect(!page.text.contains("otpauth"))
            let renewed = try await browser.post(
                "\(SecondFactorPage.path)/codes", from: SecondFactorPage.path, [("code", codes[1])])
            #expect(renewed.text.contains("一度だけ表示します"))
            #expect(!renewed.text.contains(codes[2]))
        }
    }

    @Test("Where no second factor is asked for, the pages say so and lead nobody to it")
    func off() async throws {
        let site = try await RealPeople.site()
        let browser = TestBrowser(site.client)
        _ = try await browser.signIn("kanri", RealPeople.password)
        let people = try await browser.get("/people")
        #expect(people.status == .ok)
        #expect(people.text.contains("認証アプリの確認コードを求めない設定です"))
        #expect(try await browser.get("/account").text.contains("認証アプリの確認を求めない設定"))
        let page = try await browser.get(SecondFactorPage.path)
        #expect(!page.text.contains("登録を始める"))
    }
}

/// A telephone: nothing of the program that it is compared with.
struct Authenticator {
    private let secret: [UInt8]

    init(_ text: String) throws {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var bits: [Int] = []
        for letter in text where letter != "-" {
            let value = try #require(alphabet.firstIndex(of: letter))
            bits += (0..<5).reversed().map { value >> $0 & 1 }
        }
        secret = stride(from: 0, to: bits.count - 7, by: 8).map { start in
            UInt8(bits[start..<start + 8].reduce(0) { $0 << 1 | $1 })
        }
    }

    func code(seconds: Int64) throws -> String {
        let (process, input, output) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let program = """
            import hmac, struct, sys
            mac = hmac.new(bytes.fromhex(sys.argv[1]), struct.pack('>Q', int(sys.argv[2]) // 30), 'sha1').digest()
            at = mac[19] & 15
            print('%06d' % ((struct.unpack('>I', mac[at:at + 4])[0] & 0x7fffffff) % 1000000))
            """
        process.arguments = [
            "python3", "-c", program, secret.map { String(format: "%02x", $0) }.joined(), "\(seconds)",
        ]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let told = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: told, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
