import Scenarios

extension RunWorker {
    /// Works on a record until it is in a state that this run can do no more about.
    func work(_ record: inout RecordWork) async throws -> RecordEnd {
        // A run before this one ended with the record in its hands.
        if record.state == .submitted || record.state == .claimed {
            try await record.write(.end, [], .lose, note: "前の実行が途中で終わりました。")
        }
        var retries = 0
        var signIns = 0
        while true {
            do {
                if record.state == .unknown { try await lookFor(&record) }
                guard record.state == .new || record.state == .technical || record.state == .held else { return .went }
                try await attempt(&record)
                return .went
            } catch let change as ChangedScreen {
                let told = await told(change, &record)
                if record.state.isInHand {
                    try await record.write(
                        .end, [], .lose, note: "画面「\(change.screen)」が約束と違うため、止まりました。", evidence: told.evidence)
                } else if record.state == .done {
                    try await record.write(
                        .end, [], note: "登録しました。その後の画面「\(change.screen)」が約束と違うため、残りの手順をしていません。",
                        evidence: told.evidence)
                }
                return .changed(told)
            } catch is SessionEnded {
                signIns += 1
                isSignedIn = false
                if record.state == .done {
                    try await record.write(.end, [], note: "登録しました。その後にサインインの時間が切れたため、残りの手順をしていません。")
                    return .went
                }
                if record.state.isInHand { try await record.write(.end, [], .lose, note: "サインインの時間が切れました。") }
                if signIns > 2 { return .stop(.signInRefused) }
            } catch is HeldRecord {
                return .went
            } catch is HeldTrial {
                let evidence = await picture(&record, "hold")
                try await record.write(.end, [], .lose, note: "試運転のため、登録の手前で止まりました。", evidence: evidence)
                return .went
            } catch let outcome as RunOutcome {
                guard let end = try await fail(outcome.masked(record.masked), &record, &retries) else { continue }
                return end
            }
        }
    }

    /// - Returns: `nil` when another attempt shall be made.
    private func fail(_ outcome: RunOutcome, _ record: inout RecordWork, _ retries: inout Int) async throws
        -> RecordEnd?
    {
        let evidence = plan.pictures == .none ? nil : await picture(&record, "exception")
        let note = outcome.japanese
        if outcome == .cancelled {
            try await record.write(.end, [], .lose, note: note)
            return .stop(.cancelled)
        }
        switch record.state {
        case .submitted where outcome.isRefusal, .claimed where outcome.isBusiness:
            try await record.write(.end, [], .refuse, note: note, evidence: evidence)
            browser?.page.forget()
            return .went
        case .submitted, .claimed:
            try await record.write(.end, [], record.state == .submitted ? .lose : .fail, note: note, evidence: evidence)
        case .done:
            // It is registered and stays so, and nothing of it is done twice: what did not follow is told.
            try await record.write(.end, [], note: "登録しました。残りの手順をしていません。\(note)", evidence: evidence)
            await closeBrowser()
            return .went
        default: break
        }
        await closeBrowser()
        guard retries < scenario.retry.attempts, !outcome.isLasting, !stop.isRaised else {
            // Nothing more can be known by itself; a person sees why.
            return stop.isRaised ? .stop(.cancelled) : scenario.retry.then == .stop ? .stop(outcome) : .went
        }
        retries += 1
        await stop.wait(seconds: scenario.retry.seconds(beforeRetry: retries))
        return nil
    }

    /// One attempt from claiming to committing.
    private func attempt(_ record: inout RecordWork) async throws {
        let isFirst = record.attempt == 0
        record.attempt += 1
        try await record.write(.claim, [], .claim)
        let page = try await page(&record)
        page.forget()
        if let query = scenario.alreadyDone, plan.trial != .lastStepHeld, query.when == .always || !isFirst {
            if let receipt = try await ask(query, &record) {
                return try await record.write(
                    .commit, [], .foundBefore, note: "すでに登録されています。", receipt: receipt.isEmpty ? nil : receipt)
            }
        }
        try await perform(scenario.steps, &record)
        switch record.state {
        case .claimed: try await record.write(.commit, [], .finish)
        case .done:
            let evidence = plan.pictures == .eachRecord ? await picture(&record, "receipt") : nil
            try await record.write(.commit, evidence: evidence)
        case .submitted: throw RunOutcome.receiptMissing
        default: break
        }
    }

    /// Looks for a record that was sent without a receipt.
    private func lookFor(_ record: inout RecordWork) async throws {
        guard let query = scenario.alreadyDone else { return }
        if let receipt = try await ask(query, &record) {
            try await record.write(
                .query, [], .foundAfter, note: "照会して、登録されていることを確かめました。",
                receipt: receipt.isEmpty ? nil : receipt)
            if scenario.goesOnAfterReceipt {
                try await record.write(.end, [], note: "登録されています。その後の手順をしたかは分かりません。")
            } else {
                try await record.write(.commit)
            }
        } else if query.absent == .again {
            try await record.write(.query, [], .absent, note: "照会して、登録されていないことを確かめました。")
        } else {
            try await record.write(.query, [], .absentToDesk, note: "照会しましたが、登録が見つかりません。送り直すかどうかを決めてください。")
        }
    }

    /// - Returns: the receipt of what was found, empty where there is none to read; `nil` when it is not registered.
    private func ask(_ query: DoneQuery, _ record: inout RecordWork) async throws -> String? {
        let page = try await page(&record)
        page.forget()
        try await perform(query.steps, &record)
        guard let shown, shown.screen == query.found.screen else {
            throw RunOutcome.otherScreen(expected: query.found.screen, title: shown?.screen ?? "")
        }
        guard shown.elements[query.found.control] != nil else { return nil }
        guard let receipt = query.receipt, let element = shown.elements[receipt.control] else { return "" }
        return try await page.within("「\(receipt)」を読むこと") { try await page.read(element) } ?? ""
    }

    // MARK: evidence

    /// A masked picture, kept; `nil` where none can be taken.
    func picture(_ record: inout RecordWork, _ step: String, framed: [Int] = []) async -> String? {
        guard let page = browser?.page, page.connection.outcome == nil else { return nil }
        // What went wrong stays known; the picture is taken in spite of it.
        let trouble = page.state.values.trouble
        page.forget()
        defer { page.state.set { $0.trouble = trouble } }
        guard let bytes = await page.picture(hiding: record.hidden, framed: framed) else { return nil }
        return try? await hands.keep(
            RunEvidence(kind: .picture, record: record.record.key, step: step, name: "\(step).png", bytes: bytes))
    }

    func told(_ change: ChangedScreen, _ record: inout RecordWork) async -> ScreenChange {
        let evidence = await picture(&record, "change", framed: change.proposals.map(\.new.index))
        return ScreenChange(
            screen: change.screen, record: record.record.key, proposals: change.proposals, missing: change.missing,
            evidence: evidence)
    }
}

extension RecordState {
    /// A run works on it, and can lose it.
    fileprivate var isInHand: Bool { self == .claimed || self == .submitted }
}
