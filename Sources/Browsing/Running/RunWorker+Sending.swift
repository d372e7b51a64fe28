import Scenarios

extension RunWorker {
    /// Presses a button and waits for what follows. What cannot be taken back is in the ledger before it is pressed.
    func submit(
        _ control: ControlName, _ submission: Submission, _ step: Step, _ page: BrowserPage, _ record: inout RecordWork
    ) async throws {
        let element = try element(control)
        if submission.effect == .irreversible {
            if plan.trial == .lastStepHeld { throw HeldTrial() }
            try await record.write(.submit, [step.id], .submit)
        }
        let mark = mark(page)
        page.expect(dialog: submission.dialog)
        if submission.effect == .none { page.maySend(true) }
        defer {
            page.expect(dialog: nil)
            page.maySend(plan.maySend)
        }
        let answer = try await page.within("「\(control)」を押すこと") { try await page.press(element) }
        guard answer == .done else {
            throw answer == .disabled ? RunOutcome.controlDisabled(control) : RunOutcome.controlGone(control)
        }
        try await arrive([submission.until] + submission.refusals.map(\.screen), since: mark, page)
        if let refusal = submission.refusals.first(where: { $0.screen == shown?.screen }) {
            let text = try refusal.text.map { try self.element($0) }
            var message = "システムが受け付けませんでした。"
            if let text, let said = try await page.within("理由を読むこと", { try await page.read(text) }) { message = said }
            throw RunOutcome.refused(message: record.masked(message))
        }
        if submission.effect == .none { try await record.write(.guardScreen, [step.id]) }
    }

    func read(
        _ control: ControlName, into name: String, _ isRequired: Bool, _ step: Step, _ page: BrowserPage,
        _ record: inout RecordWork
    ) async throws {
        let element = try element(control)
        let text = try await page.within("「\(control)」を読むこと") { try await page.read(element) } ?? ""
        guard !text.isEmpty || !isRequired else { throw RunOutcome.receiptMissing }
        record.values.set(name, text)
        guard name == Scenario.receiptName, record.state == .submitted else {
            return try await record.write(.read, [step.id])
        }
        try await record.write(.receipt, [step.id], .receive, receipt: text)
    }

    /// Asks a person where the condition holds, is not known, or a machine read something badly.
    func approve(_ condition: Condition?, _ role: String, _ step: Step, _ record: inout RecordWork) async throws {
        if plan.trial == .lastStepHeld { return try await record.write(.approve, [step.id], note: "試運転のため、承認を求めません。") }
        let doubtful = scenario.input.doubtful(record.record)
        let isAsked = condition.map { $0.holds(record.values) != false } ?? true
        guard isAsked || !doubtful.isEmpty else {
            return try await record.write(.approve, [step.id], note: "承認は要りません。")
        }
        let reason =
            doubtful.isEmpty
            ? condition.map { "条件「\($0.text)」に当たります。" } ?? "登録の前に必ず承認を受けます。"
            : "読み取りの確信度が低い列があります: \(doubtful.joined(separator: "、"))"
        let evidence = plan.pictures == .none ? nil : await picture(&record, step.id)
        let request = ApprovalRequest(
            record: record.record.key, step: step.id, role: role, reason: reason, evidence: evidence)
        let answer: ApprovalAnswer
        do {
            answer = try await hands.approve(request)
        } catch {
            throw LedgerFault()
        }
        switch answer {
        case .granted: try await record.write(.approve, [step.id], note: "承認されています。", evidence: evidence)
        case .refused(let words): throw RunOutcome.approvalRefused(message: record.masked(words))
        case .waiting:
            try await record.write(.approve, [step.id], .hold, note: reason, evidence: evidence)
            throw HeldRecord()
        }
    }
}

/// The record waits for a person; the run goes on with the next.
struct HeldRecord: Error {}

extension InputPlan {
    /// Columns of a record that a machine read with less confidence than they need.
    func doubtful(_ record: InputRecord) -> [String] {
        columns.filter { column in
            guard let least = column.confidenceMin else { return false }
            return record.rows.contains { ($0.values[column.name]?.confidence ?? 1) < least }
        }.map(\.name)
    }
}
