import Declaring

/// What is wrong with a scenario before it ever runs; each check by its name in a finding.
///
///     ScenarioCheck.findings(scenario, contract: contract, file: "hoiku.yaml", hasOwners: true)
public enum ScenarioCheck: String, Hashable, Sendable, CaseIterable {
    /// Nobody answers for the robot (所有者なし).
    case unowned
    /// Something is typed, pressed or read on a screen that was not compared before.
    case unguarded
    /// A personal or secret value would go to a place where it is kept.
    case personalRead = "personal-read"
    /// Something cannot be taken back, and there is no way to ask whether it was done already.
    case irreversibleUnasked = "irreversible-unasked"
    /// After what cannot be taken back, no receipt is read.
    case noReceipt = "no-receipt"
    /// More than one irreversible step for one record, or one inside a loop.
    case severalIrreversible = "several-irreversible"
    /// A query that is meant to look would change something.
    case queryChanges = "query-changes"
    case unreachable
    case unknownColumn = "unknown-column"
    case unknownScreen = "unknown-screen"
    case unknownControl = "unknown-control"
    /// A step that its control cannot do.
    case wrongKind = "wrong-kind"
    /// What looks like a secret stands in the text.
    case credential
    case unknownSecret = "unknown-secret"
    /// A reading has to be looked at, and no step asks a person.
    case unapproved
    case noKey = "no-key"
    case loop

    /// All findings, with line and how to mend.
    /// - Parameters:
    ///   - contract: of the scenario's system; without one, screens are not checked.
    ///   - hasOwners: whether the register names two owners today.
    public static func findings(
        _ scenario: Scenario, contract: ScreenContract?, file: String, hasOwners: Bool
    ) -> [DeclarationFinding] {
        var checker = ScenarioChecker(scenario: scenario, contract: contract, file: file)
        if !hasOwners {
            checker.tell(.unowned, nil, "このロボットには主担当と副担当がそろっていません。台帳で二人を決めてください。")
        }
        checker.checkInput()
        checker.checkOrder()
        checker.checkIrreversible()
        checker.checkNames()
        checker.checkSecrets()
        return checker.findings.sorted { ($0.line ?? 0, $0.check, $0.message) < ($1.line ?? 0, $1.check, $1.message) }
    }
}

/// The facts that checks share.
struct ScenarioChecker {
    let scenario: Scenario
    let contract: ScreenContract?
    let file: String
    var findings: [DeclarationFinding] = []

    init(scenario: Scenario, contract: ScreenContract?, file: String) {
        self.scenario = scenario
        self.contract = contract
        self.file = file
    }

    mutating func tell(_ check: ScenarioCheck, _ step: Step?, _ message: String) {
        let place = step.map { "手順「\($0.id)」: " } ?? ""
        findings.append(
            DeclarationFinding(check: check.rawValue, file: file, line: step?.line, message: place + message))
    }

    mutating func checkInput() {
        if scenario.input.key.isEmpty {
            tell(.noKey, nil, "記録を見分ける列がありません。input の key に、受付番号のような列を書いてください。")
        }
        // The desk asks about what an AI-OCR read before a run takes it.
        guard scenario.input.kind != .ocr else { return }
        let doubtful = scenario.input.columns.filter { $0.confidenceMin != nil }.map(\.name)
        let asks = scenario.steps.contains { step in
            ([step] + step.inner).contains { if case .approve = $0.action { true } else { false } }
        }
        if !doubtful.isEmpty, !asks {
            tell(
                .unapproved, nil,
                "確信度を決めた列（\(doubtful.joined(separator: "、"))）がありますが、人に見せる手順がありません。approve の手順を登録の前に入れてください。")
        }
    }
}
