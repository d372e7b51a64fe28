import ArgumentParser
import Foundation
import Site
import Storage
import Ward

/// `namiki scale`: fills an empty store with sample quarters of a given size and says how long each step took.
struct ScaleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scale", abstract: "空のデータベースで、大きな規模の四半期を見本で動かし、時間を測ります。")

    @Option(help: ArgumentHelp("取組の数", valueName: "数"))
    var initiatives = 150

    @Option(help: ArgumentHelp("四半期の数", valueName: "数"))
    var quarters = 12

    @Option(help: ArgumentHelp("取組ごとの指標の数", valueName: "数"))
    var indicators = 3

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let limit = ScaleTrial.sizeMax
            guard (1...limit.initiatives).contains(initiatives), (1...limit.quarters).contains(quarters),
                (0...limit.indicators).contains(indicators)
            else {
                throw CommandInputRefusal(
                    "取組は\(limit.initiatives)、四半期は\(limit.quarters)、指標は\(limit.indicators)までの数にしてください。")
            }
            try await store.withWard(.migrating, PlanModule.allMigrations) { ward in
                let stamp = ward.stamp(by: .system)
                let timing = try await ScaleTrial.run(
                    .init(initiatives: initiatives, quarters: quarters, indicators: indicators), ward: ward,
                    milliseconds: { Int(ProcessInfo.processInfo.systemUptime * 1000) },
                    print: { try await SealedEdition.pdf(of: $0, with: .live, ward: ward, by: stamp) },
                    progress: { FileHandle.standardError.write(Data("\($0)\n".utf8)) })
                format.print(json: timing.json, text: timing.text)
            }
        }
    }
}

extension ScaleTrial.Timing {
    fileprivate var json: JSON {
        [
            "importing": JSON(importing), "opening": JSON(opening), "answering": JSON(answering),
            "freezing": JSON(freezing), "reporting": JSON(reporting), "printing": JSON(printing),
            "tabulating": JSON(tabulating), "excelBytes": JSON(excelBytes),
            "openToPaper": JSON(openToPaper), "htmlBytes": JSON(htmlBytes), "pdfBytes": JSON(pdfBytes),
        ]
    }

    fileprivate var text: String {
        """
        取り込み \(importing) ms、照会の開始 \(opening) ms、回答 \(answering) ms、確定 \(freezing) ms、
        報告書 \(reporting) ms（\(htmlBytes) バイト）、PDF \(printing) ms（\(pdfBytes) バイト）、
        Excel \(tabulating) ms（\(excelBytes) バイト）
        照会の開始から紙まで（回答を除く） \(openToPaper) ms
        """
    }
}
