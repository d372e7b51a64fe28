import ArgumentParser
import Conversion
import Ward

/// What every code means, and what may be decided about it.
struct StandardizeCodesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codes", abstract: "検出した事項の種類（コード）の意味と、書ける判断を示します。")
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let reasons = Reason.allCases.sorted { left, right in
                left.severity != right.severity ? left.severity > right.severity : left.code < right.code
            }
            format.print(
                json: [
                    "codes": .array(
                        reasons.map { reason in
                            [
                                "code": .string(reason.code), "severity": .string("\(reason.severity)"),
                                "meaning": .string(reason.japanese), "listed": JSON(reason.isListed),
                                "actions": .array(reason.actions.map { .string($0.rawValue) }),
                            ]
                        })
                ],
                text: reasons.map { reason in
                    let actions = reason.actions.map(\.rawValue).joined(separator: "、")
                    let decided =
                        !reason.isListed
                        ? "件数だけを数えます" : actions.isEmpty ? "判断ではなくなりません" : "判断 \(actions)"
                    return "\(reason.code)　\(reason.severity.japanese)　\(decided)\n    \(reason.japanese)"
                }.joined(separator: "\n"))
        }
    }
}
