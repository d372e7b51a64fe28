import Foundation
import SiteTesting
import Testing

@testable import Site
@testable import Ward

@Suite("Asking the identity provider through curl")
struct CurlProviderTests {
    @Test("An answer comes with its status and its bytes, whatever it is")
    func answers() async throws {
        let site = try await TestSite(modules: [SampleModule()], settings: SiteSettings(port: 0))
        try await site.serving { port in
            let address = "http://127.0.0.1:\(port)"
            let health = try await ProviderTransport.live.send(ProviderRequest("\(address)/health"))
            #expect(health.status == 200)
            #expect(!health.bytes.isEmpty)
            #expect(health.bytes.last != UInt8(ascii: "0"))
            let missing = try await ProviderTransport.live.send(ProviderRequest("\(address)/nowhere.json"))
            #expect(missing.status == 404)
            let error = try JSON(parsing: missing.bytes)["error"]?["code"]?.string
            #expect(error == "notFound")
            // What is sent from elsewhere is refused here, and the refusal is an answer, too.
            let form = [(name: "code", value: "a\"b\\c &=漢字")]
            let posted = try await ProviderTransport.live.send(
                ProviderRequest("\(address)/sign-out", form: form, authorization: "Basic bmFtaWtpOg=="))
            #expect(posted.status == 401)
        }
    }

    @Test("Where nobody answers, or a file cannot be read, it is told without what was sent")
    func away() async throws {
        let form = [(name: "code", value: "himitsu")]
        let away = await #expect(throws: ProviderAway.self) {
            try await ProviderTransport.live.send(ProviderRequest("https://127.0.0.1:1/token", form: form))
        }
        #expect(away?.reason.contains("himitsu") == false)
        #expect(throws: ProviderAway.self) { try ProviderTransport.live.file("/nonexistent/keys.json") }
    }

    @Test("Addresses are asked by HTTPS, or on this machine")
    func addresses() {
        for address in [
            "https://login.example.jp/realms/staff", "http://127.0.0.1:9400", "http://localhost:9400/a",
            "http://[::1]:9400",
        ] {
            #expect(ProviderAddress.isAllowed(address), "\(address)")
        }
        for address in [
            "", "login.example.jp", "http://login.example.jp", "https://", "https:///path", "ftp://login.example.jp",
            "http://127.0.0.1.example.jp", "http://localhost@elsewhere.example.jp", "https://a@b.example.jp",
            "javascript:alert(1)", "https://login.example.jp/ x", "https://login.example.jp/\"\nurl",
        ] {
            #expect(!ProviderAddress.isAllowed(address), "\(address)")
        }
    }

    @Test("Everything that is wrong with the settings is told at once")
    func settings() {
        let error = #expect(throws: ProviderSettingsError.self) {
            try ProviderSettings(
                issuer: "http://login.example.jp", clientID: "na miki", secret: "",
                redirect: "https://namiki.example.jp/",
                scopes: ["a b"])
        }
        #expect(error?.problems.count == 5)
    }
}
