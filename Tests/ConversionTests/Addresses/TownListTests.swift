import RandomTesting
import Testing

@testable import Conversion

@Suite("Towns at the start of addresses")
struct TownListTests {
    private static let towns: TownList = {
        let names = ["阿佐谷北一丁目", "阿佐谷北二丁目", "阿佐谷南一丁目", "井草一丁目", "上井草一丁目", "松ノ木三丁目", "和泉町"]
        return TownList(
            names.enumerated().map {
                .init(code: "900\($0.offset)", name: $0.element, postalCode: "", from: nil, until: nil)
            }, municipality: "東京都杉並区")
    }()

    @Test(
        "However it is written, it is the same town, and what follows is kept",
        arguments: [
            ("阿佐谷北一丁目２番３号", "9000", "２番３号"), ("阿佐谷北1-2-3", "9000", "2-3"), ("阿佐ヶ谷北１－２－３", "9000", "２－３"),
            ("東京都杉並区阿佐ケ谷北二丁目5番", "9001", "5番"), ("杉並区阿佐谷南１丁目１", "9002", "１"), ("井草1ー2", "9003", "2"),
            ("上井草一丁目", "9004", ""), ("松の木3の12", "9005", "12"), ("大字和泉町１００", "9006", "１００"), ("和泉町", "9006", ""),
        ])
    func same(address: String, code: String, rest: String) throws {
        let match = try #require(Self.towns.match(address))
        #expect(match.town.code == code)
        #expect(match.rest == rest)
    }

    @Test(
        "What is no town of the list matches nothing",
        arguments: ["", "高円寺北一丁目", "阿佐谷北九丁目1", "阿佐谷", "１－２－３", "阿佐谷北", "足立区井草1-2", "東京都足立区和泉町1", "見本県杉並区和泉町1"])
    func none(address: String) {
        #expect(Self.towns.match(address) == nil)
    }

    @Test("Spelling and numbering are told apart")
    func told() throws {
        let spelt = try #require(Self.towns.match("阿佐ヶ谷北一丁目1"))
        #expect(!spelt.isSpeltSo)
        #expect(spelt.isNumberedSo)
        let numbered = try #require(Self.towns.match("阿佐谷北1丁目1"))
        #expect(numbered.isSpeltSo)
        #expect(!numbered.isNumberedSo)
        let exact = try #require(Self.towns.match("阿佐谷北一丁目1"))
        #expect(exact.isSpeltSo)
        #expect(exact.isNumberedSo)
    }

    @Test("Every spelling of every town of a list comes back to it, whatever follows", arguments: [UInt64(5)])
    func property(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for town in Self.towns.towns {
            for _ in 0..<50 {
                let rest = String(
                    (0..<Int.random(in: 0...6, using: &random)).map { _ in
                        "番号１２-－ハイツ".randomElement(using: &random) ?? "番"
                    })
                let match = try #require(Self.towns.match(town.name + rest), "\(town.name + rest)")
                #expect(match.town == town)
                #expect(match.rest == rest)
            }
        }
    }
}
