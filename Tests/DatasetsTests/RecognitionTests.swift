import Tabular
import Testing

@testable import Datasets

@Suite("Standard datasets")
struct RecognitionTests {
    @Test("Each layout is recognised by its own headings, also when they are written with other dashes and widths")
    func own() {
        for dataset in StandardDataset.all {
            for generation in StandardLayout.Generation.allCases {
                let layout = dataset.layout(generation)
                guard !layout.columns.isEmpty else { continue }
                let found = Recognition(headings: layout.headings)
                #expect(found.layout == layout.id)
                #expect(found.missing.isEmpty)
                let other = layout.headings.map { $0.replacing("ー", with: "―").replacing("（", with: "(") }
                #expect(Recognition(headings: other).layout == layout.id)
            }
        }
    }

    @Test(
        "A file that leaves out columns without values is still that dataset; one in another order is of no generation")
    func parts() throws {
        let layout = try #require(StandardDataset.find("指定緊急避難場所一覧")).layout(.current)
        let fewer = layout.headings.filter {
            !["地方公共団体名", "名称_英字", "標高", "内線番号", "URL", "備考", "建物名等(方書)"].contains($0)
        }
        #expect(Recognition(headings: fewer).dataset == "03")
        let turned = Recognition(headings: Array(layout.headings.reversed()))
        #expect(turned.generation == nil)
        #expect(turned.resembles?.hasPrefix("指定緊急避難場所一覧") == true)
    }

    @Test("Layouts are data: numbers and headings are unique, every old heading that is named exists")
    func layouts() {
        #expect(Set(StandardDataset.all.map(\.number)).count == StandardDataset.all.count)
        #expect(StandardDataset.all.count == 15)
        #expect(StandardDataset.all.map(\.number) == StandardDataset.all.map(\.number).sorted())
        for dataset in StandardDataset.all {
            let old = Set(dataset.layout(.old).headings)
            for layout in [dataset.layout(.current), dataset.layout(.old)] {
                #expect(Set(layout.headings).count == layout.columns.count)
            }
            #expect(dataset.layout(.current).columns.flatMap(\.oldHeadings).allSatisfy { old.contains($0) })
        }
    }

    @Test("Each old sheet becomes a current one and comes back with all its values")
    func thereAndBack() async throws {
        for dataset in StandardDataset.all where !dataset.layout(.old).columns.isEmpty {
            let old = dataset.layout(.old)
            let row = old.columns.map { column in
                switch column.heading {
                case "都道府県名": "東京都"
                case "市区町村名": "見本市"
                default: "値 \(column.heading)"
                }
            }
            let bytes = CSVWriter.bytes(rows: [old.headings, row], guardsFormulas: false)
            let current = try await LayoutConversion(DataFile(bytes, name: ""), to: .current).bytes()
            #expect(Recognition(headings: try DataFile(current, name: "").headings).dataset == dataset.number)
            let back = try await LayoutConversion(DataFile(current, name: ""), to: .old).bytes()
            let records = try CSVReader.read(back).records
            #expect(records[0].fields.prefix(row.count).map(\.text) == old.headings, "\(dataset.title)")
            #expect(records[1].fields.prefix(row.count).map(\.text) == row, "\(dataset.title)")
        }
    }

    @Test("A dataset that is not known in a generation is told, and not made up")
    func unknownGeneration() throws {
        let food = try #require(StandardDataset.find("15"))
        #expect(food.layout(.old).columns.isEmpty)
        let bytes = CSVWriter.bytes(
            rows: [food.layout(.current).headings, food.layout(.current).headings.map { _ in "" }],
            guardsFormulas: false)
        let file = try DataFile(bytes, name: "")
        #expect(Recognition(headings: file.headings).dataset == "15")
        #expect(throws: LayoutConversion.Refusal.unknownLayout(.old)) { try LayoutConversion(file, to: .old) }
    }

    @Test("What is not verified is not enforced: no column is required or missed in a layout that was seen nowhere")
    func unverified() {
        for dataset in StandardDataset.all where dataset.layout(.current).evidence == .none {
            let layout = dataset.layout(.current)
            #expect(layout.columns.allSatisfy { !$0.isRequired })
            let findings = HeadingRules(headings: Array(layout.headings.prefix(8)), layout: layout, row: 1).findings
            #expect(findings.allSatisfy { $0.rule != .missingColumn })
        }
    }
}
