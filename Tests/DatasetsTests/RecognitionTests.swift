import Testing

@testable import Datasets

@Suite("Standard datasets")
struct RecognitionTests {
    @Test("Each layout is recognised by its own headings, also when they are written with other dashes and widths")
    func own() {
        for dataset in StandardDataset.all {
            for generation in StandardLayout.Generation.allCases {
                let layout = dataset.layout(generation)
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
        #expect(StandardDataset.all.count == 11)
        for dataset in StandardDataset.all {
            let old = Set(dataset.layout(.old).headings)
            for layout in [dataset.layout(.current), dataset.layout(.old)] {
                #expect(Set(layout.headings).count == layout.columns.count)
            }
            #expect(dataset.layout(.current).columns.flatMap(\.oldHeadings).allSatisfy { old.contains($0) })
        }
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
