import Foundation
import Japanese
import Tabular
import Testing

@testable import SyntheticWard

@Suite("Text of the synthetic systems")
struct SourceTextTests {
    private typealias Ward = SyntheticWard

    private static func encoder(_ system: SyntheticWard.SystemID) throws -> (
        SyntheticWard.SourceEncoder, SourceCharacterSet
    ) {
        let set = try #require(SourceCharacterSet(named: system.encoding))
        return (SyntheticWard.SourceEncoder(set, rotation: system.rotation), set)
    }

    /// 外字 of a system by private scalar.
    private static func own(_ encoder: SyntheticWard.SourceEncoder, _ set: SourceCharacterSet) -> [Unicode.Scalar:
        String]
    {
        Dictionary(
            encoder.ownGlyphs.compactMap { own in
                var bytes: [UInt8] = []
                encoder.append(own.glyph, to: &bytes)
                let (text, notes) = TextDecoder(set).text(bytes)
                return notes.contains(.user) ? text.unicodeScalars.first.map { ($0, own.glyph) } : nil
            }
        ) { first, _ in first }
    }

    private static func resolved(_ text: String, _ own: [Unicode.Scalar: String]) -> String {
        text.unicodeScalars.map { own[$0] ?? String($0) }.joined()
    }

    @Test("Every name of the lists is read again as it was meant, in every system")
    func names() throws {
        let words = (Ward.FamilyNames.all + Ward.GivenIndex.words).map(\.text) + Ward.Towns.all.map(\.name)
        for system in Ward.SystemID.allCases {
            let (encoder, set) = try Self.encoder(system)
            let own = Self.own(encoder, set)
            let decoder = TextDecoder(set)
            for word in words {
                var bytes: [UInt8] = []
                encoder.append(word + "　12-3", to: &bytes)
                let (text, notes) = decoder.text(bytes)
                #expect(notes.isDisjoint(with: [.malformed, .unmapped, .twin, .control]), "\(system) \(word)")
                #expect(Self.resolved(text, own) == word + "　12-3", "\(system) \(word)")
            }
        }
    }

    @Test("A common name needs no 外字 in any system")
    func commonNames() throws {
        let words = (Ward.Surnames.common + Ward.GivenIndex.words).map(\.text) + Ward.Towns.all.map(\.name)
        for system in Ward.SystemID.allCases {
            let (encoder, set) = try Self.encoder(system)
            for word in words {
                var bytes: [UInt8] = []
                encoder.append(word, to: &bytes)
                #expect(TextDecoder(set).text(bytes).text == word, "\(system) \(word)")
            }
        }
    }

    @Test("The 外字 of JEF, KEIS and JIPS clash: one private scalar is three characters")
    func clash() throws {
        let own = try [Ward.SystemID.juki, .juminzei, .kokuho].map { system in
            let (encoder, set) = try Self.encoder(system)
            return Self.own(encoder, set)
        }
        let first = try #require(Unicode.Scalar(0xE000))
        let glyphs = own.map { $0[first] ?? "" }
        #expect(Set(glyphs).count == 3)
        #expect(!glyphs.contains(""))
        // And one character has another code in each.
        let codes = own.map { table in table.filter { $0.value == "髙" }.map(\.key.value).first }
        #expect(Set(codes).count == 3)
        #expect(!codes.contains(nil))
    }

    @Test("Second codes are those that the reader calls twins")
    func twins() throws {
        let (encoder, set) = try Self.encoder(.inkan)
        #expect(encoder.hasTwin("髙橋"))
        #expect(!encoder.hasTwin("高橋"))
        var bytes: [UInt8] = []
        encoder.append("髙橋", usesTwin: true, to: &bytes)
        let (text, notes) = TextDecoder(set).text(bytes)
        #expect(text == "髙橋")
        #expect(notes.contains(.twin))
    }

    @Test("Half-width katakana become again what they were")
    func halfWidth() {
        for word in Ward.FamilyNames.all + Ward.GivenIndex.words {
            for reading in word.readings {
                let narrow = Ward.HalfWidthKana.narrowed(reading)
                #expect(Width.wideningKatakana(narrow) == reading)
                #expect(narrow.unicodeScalars.allSatisfy { (0xFF61...0xFF9F).contains($0.value) }, "\(reading)")
            }
        }
    }

    @Test("Names, addresses and amounts in the files are those that were meant")
    func files() async throws {
        let ward = try #require(SyntheticFiles.ward)
        let (population, plan) = SyntheticFiles.planted
        let rows = Ward.CopyRows(population: population, register: Ward.Membership(seed: population.seed))
        var byNumber: [String: Int] = [:]
        for place in population.people.indices { byNumber[Ward.Numbers.person(place)] = place }
        for sheet in Ward.Sheets.all where ![.juki].contains(sheet.system) && sheet.target != "住登外者" {
            let (encoder, set) = try Self.encoder(sheet.system)
            let own = Self.own(encoder, set)
            let column = try #require(sheet.column(.name))
            let number = sheet.target == "印鑑登録" ? 1 : 0
            let table = try await SyntheticFiles.table(sheet, in: ward.folder)
            var compared = 0
            for record in table.records {
                guard let place = byNumber[record[number]], plan.flaws[place] == nil else { continue }
                let seen = population.seen(place, on: sheet.system.copied)
                let meant = rows.rows(sheet, seen).map { $0.cells.map(\.text) }
                let read = record.enumerated().map { $0.offset == column ? Self.resolved($0.element, own) : $0.element }
                #expect(meant.contains(read), "\(sheet.path) \(record[number])")
                compared += 1
            }
            #expect(compared > table.records.count * 9 / 10)
        }
    }

    @Test("The register's names are those that were meant")
    func register() async throws {
        let ward = try #require(SyntheticFiles.ward)
        let (population, plan) = SyntheticFiles.planted
        let (encoder, set) = try Self.encoder(.juki)
        let own = Self.own(encoder, set)
        let table = try await SyntheticFiles.table(Ward.Sheets.residents, in: ward.folder)
        for (place, record) in table.records.enumerated()
        where place < population.people.count && plan.flaws[place] == nil {
            let now = population.current(place)
            #expect(record[0] == now.number)
            #expect(Self.resolved(record[4], own) == now.name)
            #expect(Width.wideningKatakana(record[5]).replacing(" ", with: "　") == now.kana)
            #expect(record[13] == Ward.PlaceText.town(now.home))
            #expect(record[14] == Ward.PlaceText.lot(now.home))
        }
    }
}
