import Foundation
import SampleSystem
import Scenarios
import Testing

@testable import Browsing

extension BrowserSuite {
    @Suite("Facts about people and secrets leave the browser nowhere but into the system", .serialized)
    struct MaskingTests {
        @Test(
            "Two people's pictures of one screen are the same picture", .enabled(if: SampleRun.hasBrowser),
            arguments: BrowserOptions.Way.allCases)
        func pictures(_ way: BrowserOptions.Way) async throws {
            let run = SampleRun(by: way)
            _ = try await run.registering(2, on: SampleSystem(), trial: .lastStepHeld)
            let pictures = run.pictures.map(\.bytes)
            #expect(pictures.count == 2)
            #expect(pictures.first?.count ?? 0 > 2000)
            #expect(pictures.first == pictures.last)
        }

        @Test(
            "A secret stands in no row, picture, file or error of a run", .enabled(if: SampleRun.hasBrowser),
            arguments: BrowserOptions.Way.allCases)
        func secrets(_ way: BrowserOptions.Way) async throws {
            let password = "Himitsu-93817-word"
            let system = SampleSystem(SampleOptions(password: password))
            let run = SampleRun(password: password, by: way)
            let report = try await run.registering(2, on: system, pictures: .eachRecord)
            #expect(report.counts == [.done: 2])
            let wrong = SampleRun(password: password + "x", by: way)
            let refused = try await wrong.registering(1, on: system)
            #expect(refused.ending == .stopped(.signInRefused))
            for text in [run, wrong].flatMap({ $0.entries.map { "\($0)" } }) + ["\(report)", "\(refused)"] {
                #expect(!text.contains(password))
            }
            for picture in run.pictures + wrong.pictures {
                #expect(!String(decoding: picture.bytes, as: UTF8.self).contains(password))
            }
            let files = FileManager.default.enumerator(atPath: run.folder)?.compactMap { $0 as? String } ?? []
            #expect(files.filter { !$0.hasPrefix("downloads") } == [])
        }

        @Test("A secret is there once, and describes itself as nothing")
        func oneUse() {
            let secret = OneUseSecret("暗証")
            #expect("\(secret) \(String(reflecting: secret))".contains("暗証") == false)
            #expect(secret.take() == "暗証")
            #expect(secret.take() == nil)
        }

        @Test("Texts for the ledger lose personal values and long figures")
        func texts() throws {
            let record = SampleRun.records(1)[0]
            let mask = TextMask(record, try SampleRun.scenario().input)
            #expect(mask.masked("並木　花子0さんの7000001と090-1234-5678、3件") == "●さんの●と●、3件")
        }

        @Test("Only named hosts and ports are allowed")
        func hosts() {
            let hosts = HostList(
                base: "http://kosodate.example:8080/app", others: ["fonts.example", "api.example:9443"])
            for address in [
                "http://kosodate.example:8080/x", "https://fonts.example/a", "https://api.example:9443/", "data:,x",
                "about:blank",
            ] { #expect(hosts.allows(address), "\(address)") }
            for address in [
                "http://kosodate.example/", "https://kosodate.example:8080.evil.example/", "http://evil.example:8080/",
                "https://api.example/", "file:///etc/passwd", "ftp://kosodate.example:8080/",
                "http://user@evil.example:8080/", "javascript:1", "",
            ] { #expect(!hosts.allows(address), "\(address)") }
            let rules = [
                "MAP api.example:9443 api.example:9443", "MAP fonts.example:443 fonts.example:443",
                "MAP fonts.example:80 fonts.example:80", "MAP kosodate.example:8080 kosodate.example:8080",
                "MAP * ~NOTFOUND",
            ]
            #expect(hosts.resolverRules == rules.joined(separator: " , "))
        }

        @Test(
            "Names of files cannot leave the folder",
            arguments: ["../../etc/passwd", "a\\..\\b", "..", "", "x\u{7}\ny"])
        func names(_ name: String) {
            let plain = BrowserPage.plainName(name)
            #expect(!plain.contains("/"))
            #expect(!plain.contains(".."))
            #expect(!plain.isEmpty)
        }
    }
}
