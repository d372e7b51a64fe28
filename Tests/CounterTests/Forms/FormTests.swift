import Foundation
import Japanese
import LifeEvents
import Site
import Storage
import StorageTesting
import Testing
import Ward

@testable import Counter

@Suite("Forms filled in before the visit")
struct FormTests {
    private static let foreign = "MAXIMILIANUS ALEXANDER VON HOHENZOLLERNXY"
    private static let address = "東京都杉並区見本町一丁目二十三番四十五号見本第一マンション弐号館千二百三十四号室見本様方（長い住所の例として六十字）です"

    /// A case for which all twelve forms are printed.
    private static func bundle(
        _ desk: TestedDesk, name: String, isRestricted: Bool = false,
        consents: Set<ConsentPurpose> = Set(ConsentPurpose.allCases)
    ) async throws -> FormBundle {
        try await desk.ward.database.write { connection in
            var opening = TestedDesk.opening(1, isRestricted: isRestricted)
            opening.deceased.name = name
            opening.deceased.address = ProtectedAddress(address, isRestricted: isRestricted)
            opening.visitor.name = foreign
            opening.consents = consents
            let opened = try CaseStore.open(opening, base: desk.base, by: desk.stamp(), on: connection)
            for form in desk.base.forms {
                let id = try #require(form.procedures.first)
                try ItemStore.set(id, to: .prepared, reason: "", case: opened.id, by: desk.stamp(), on: connection)
            }
            let view = try CaseView.load(opened.id, on: connection)
            return FormBundle(view: view, wardName: "見本区", today: desk.today, own: [:], templates: desk.base.forms)
        }
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/\(program)")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(program)")
        return String(decoding: data, as: UTF8.self)
    }

    /// Where the words really stand, by another program: each within a box or a label of its page, none beyond an edge.
    private static func checkPlaces(of path: String, _ sheets: [FormSheet]) throws {
        let pages = try run("pdftotext", ["-bbox", path, "-"]).components(separatedBy: "<page ").dropFirst()
        #expect(pages.count == sheets.count)
        for (page, sheet) in zip(pages, sheets) {
            let places =
                sheet.boxes.map { ($0.x, $0.y, $0.width, $0.height) }
                + sheet.labels.map { ($0.x, $0.y, $0.width, $0.height) }
            let words = page.matches(of: /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</)
            #expect(words.count > 10)
            for word in words {
                // Points in tenths of a millimetre; half a millimetre is left for the rounding of both programs.
                let (left, right) = (try tenths(word.1), try tenths(word.3))
                let middle = (try tenths(word.2) + tenths(word.4)) / 2
                let isInside = places.contains { x, y, width, height in
                    left >= x - 5 && right <= x + width + 5 && middle >= y && middle <= y + height
                }
                #expect(isInside, "\(word.5) at \(left)–\(right), \(middle)")
            }
        }
    }

    private static func tenths(_ points: Substring) throws -> Int {
        let points = try #require(Double(points))
        return Int((points * 254 / 72).rounded())
    }

    private static func file(_ pdf: [UInt8]) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "namiki-form-\(UUID().uuidString).pdf").path
        try Data(pdf).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test(
        "Twelve forms: rare glyphs, a name of forty letters and an address of sixty characters are whole in the text of the PDF",
        arguments: ["髙橋 﨑太郎", "渡邉 邊子", foreign])
    func twelve(name: String) async throws {
        try await TestedDesk.use(TestDatabases.memory) { desk in
            let bundle = try await Self.bundle(desk, name: name)
            let sheets = bundle.sheets
            #expect(sheets.count == 12)
            #expect(Self.foreign.unicodeScalars.count >= 40)
            #expect(Self.address.unicodeScalars.count >= 60)
            let printed = try await FormPrinter.live.print("試験", sheets)
            #expect(printed.boxes.allSatisfy { $0.fits && $0.missing.isEmpty }, "\(printed.boxes.filter { !$0.fits })")
            let path = try Self.file(printed.pdf)
            defer { try? FileManager.default.removeItem(atPath: path) }
            let text = try Self.run("pdftotext", ["-raw", path, "-"]).filter { !$0.isWhitespace }
            for expected in [name, Self.address] {
                let found = text.components(separatedBy: expected.filter { !$0.isWhitespace }).count - 1
                #expect(found >= 12, "\(expected): \(found)")
            }
            // A TrueType subset in the file, for every viewer.
            let fonts = try Self.run("pdffonts", [path]).split(separator: "\n").dropFirst(2)
            #expect(!fonts.isEmpty, "\(fonts)")
            #expect(fonts.allSatisfy { $0.contains("CID TrueType") && $0.contains("yes yes yes") }, "\(fonts)")
            try Self.checkPlaces(of: path, sheets)
            #expect(printed.boxes.allSatisfy { $0.size >= 60 })
        }
    }

    @Test(
        "A glyph the font lacks is marked for handwriting, and a text that cannot fit is told whole: nothing is dropped"
    )
    func missing() async throws {
        var sheet = FormSheet()
        sheet.boxes = [
            .init(id: "外字", x: 300, y: 300, width: 600, height: 100, text: "葛\u{E000}城"),
            .init(id: "異体字", x: 300, y: 500, width: 600, height: 100, text: "辻\u{E01EF}"),
            .init(id: "長い", x: 300, y: 700, width: 100, height: 40, text: "とても長くてどうしても入らない住所"),
            .init(id: "升目", x: 300, y: 900, width: 400, height: 80, text: "12345678", comb: 8),
        ]
        let printed = try await FormPrinter.live.print("試験", [sheet])
        #expect(printed.boxes.map(\.missing) == [["\u{E000}"], ["辻\u{E01EF}"], [], []])
        #expect(printed.boxes.map(\.fits) == [true, true, false, true])
        let path = try Self.file(printed.pdf)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let text = try Self.run("pdftotext", ["-raw", path, "-"])
        #expect(text.contains("葛〓城"))
        #expect(text.contains("手書き"))
        #expect(text.contains("別紙のとおり"))
        let remarks = FormBundle.remarks(printed.boxes, [sheet])
        #expect(remarks.count == 3)
        #expect(remarks.contains { $0.contains("とても長くてどうしても入らない住所") })
    }

    @Test("Text is laid over the section's own form, page by page, and the form stays as it was")
    func overlay() async throws {
        var form = FormSheet()
        form.labels = [.init(x: 200, y: 200, width: 1000, height: 80, text: "区の様式の一枚目", size: 120)]
        var second = FormSheet()
        second.labels = [.init(x: 200, y: 200, width: 1000, height: 80, text: "区の様式の二枚目", size: 120)]
        let own = try await FormPrinter.live.print("様式", [form, second]).pdf
        let sheets = [1, 2].map { page -> FormSheet in
            var sheet = FormSheet()
            sheet.background = (own, page)
            sheet.boxes = [.init(id: "氏名", x: 500, y: 500, width: 800, height: 90, text: "髙橋 \(page)郎")]
            return sheet
        }
        let printed = try await FormPrinter.live.print("試験", sheets).pdf
        let path = try Self.file(printed)
        defer { try? FileManager.default.removeItem(atPath: path) }
        for page in 1...2 {
            let text = try Self.run("pdftotext", ["-f", "\(page)", "-l", "\(page)", path, "-"])
            #expect(text.contains(page == 1 ? "区の様式の一枚目" : "区の様式の二枚目"), "\(text)")
            #expect(text.contains("髙橋 \(page)郎"), "\(text)")
        }
        let joined = try await FormPrinter.live.join(own, printed)
        let other = try Self.file(joined)
        defer { try? FileManager.default.removeItem(atPath: other) }
        #expect(try Self.run("pdfinfo", [other]).contains(/Pages:\s+4/))
    }

    @Test("Under 支援措置 no address is printed, and without consent nothing but the number")
    func guarded() async throws {
        try await TestedDesk.use(TestDatabases.memory) { desk in
            let restricted = try await Self.bundle(desk, name: "髙橋 太郎", isRestricted: true)
            #expect(!restricted.sheets.flatMap(\.boxes).contains { $0.text.contains("見本町") })
        }
        try await TestedDesk.use(TestDatabases.memory) { desk in
            let without = try await Self.bundle(desk, name: "髙橋 太郎", consents: [])
            #expect(without.sheets.flatMap(\.boxes).allSatisfy { $0.text.isEmpty })
        }
    }

    @Test("A PDF that is not the one its boxes were made for is never printed on", arguments: TestDatabases.all)
    func hash(_ kind: TestDatabase) async throws {
        let pdf = Array("%PDF-1.4 様式".utf8)
        let text =
            "id: F06\ntitle: 様式\nprocedures: [A04]\npdf: \(ContentHash.of(pdf))\nboxes:\n  - {from: deceased.name, x: 1, y: 2, w: 30, h: 8}\n"
        let template = try #require(FormTemplate.read(text).template)
        try await TestedDesk.use(kind) { desk in
            try await desk.ward.database.write { connection in
                func save(_ pdf: [UInt8]) throws {
                    try FormStore.save(
                        template, text: text, pdf: pdf, pages: 1, event: "bereavement", by: desk.stamp(), on: connection
                    )
                }
                try save(pdf)
                #expect(try FormStore.used("bereavement", on: connection)["F06"]?.pdf == pdf)
                try save(pdf + [0x0A])
                #expect(throws: FormRefusal.self) { try FormStore.used("bereavement", on: connection) }
                try FormStore.remove("F06", event: "bereavement", by: desk.stamp(), on: connection)
                #expect(try FormStore.used("bereavement", on: connection).isEmpty)
            }
        }
    }

    @Test("A box that does not say what is printed in it is refused")
    func fieldSources() throws {
        let text = """
            id: X1
            title: 様式
            procedures: [B03]
            boxes:
              - {from: deceased.name, x: 50, y: 60.5, w: 80, h: 8}
              - {x: 50, y: 70, w: 80, h: 8}
              - {from: 個人番号, x: 50, y: 80, w: 80, h: 8}
            """
        let (form, findings) = FormTemplate.read(text)
        #expect(form?.boxes.count == 1)
        #expect(form?.boxes.first?.y == 605)
        #expect(findings.map(\.rule) == [.missingFieldSource, .missingFieldSource])
    }
}
