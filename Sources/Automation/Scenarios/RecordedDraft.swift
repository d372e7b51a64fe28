import Scenarios
import Site
import Ward

/// A draft from a recording of Selenium IDE (.side): shown once to be copied, mended and kept; nothing is written.
struct RecordedDraft: Sendable {
    let scenario: String
    let contract: String
    /// What a person has to look at, a sentence each.
    let findings: [String]

    /// - Throws: ``ScenarioRefusal/findings(_:)`` for what is no recording.
    init(_ bytes: [UInt8], named filename: String) throws {
        switch SideImport.read(bytes, file: filename) {
        case .success(let read):
            scenario = read.scenario.text
            contract = read.contract.text
            findings = read.findings.map(\.japanese)
        case .failure(let refusal): throw ScenarioRefusal.findings([refusal.finding.japanese])
        }
    }

    func page(of robot: Robot) -> Page {
        let items: [HTML] = findings.map { "<li>\($0)</li>" }
        let told: HTML =
            items.isEmpty ? .empty : Notice(.warning, "確かめるところ（\(items.count)件）", "<ul>\(items)</ul>").html
        return Page(
            "記録から作った下書き",
            trail: [RobotListPage.link, Link(robot.name, robot.path), Link("シナリオ", ScenarioPage.path(robot))],
            section: RobotListPage.path,
            body: """
                <p>まだ保存していません。指摘を直してから、画面の約束とシナリオを、それぞれのページで保存してください。</p>
                \(told)
                <h2>シナリオの下書き</h2>
                <pre tabindex="0"><code>\(scenario)</code></pre>
                <h2>画面の約束の下書き</h2>
                <pre tabindex="0"><code>\(contract)</code></pre>
                """)
    }
}
