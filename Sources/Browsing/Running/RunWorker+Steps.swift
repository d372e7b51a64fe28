import Foundation
import Scenarios

extension RunWorker {
    /// Does steps in their order. Fields that one script can fill are filled at once, and stand in one row of the ledger.
    func perform(_ steps: [Step], _ record: inout RecordWork) async throws {
        var index = 0
        while index < steps.count {
            // What was sent is followed to its end.
            if stop.isRaised, record.state == .claimed { throw RunOutcome.cancelled }
            let group = Self.fillable(steps[index...])
            if !group.isEmpty {
                try await fill(group, &record)
                index += group.count
                continue
            }
            // Opening a screen and seeing that it is the right one is one thing.
            if case .goto(let screen) = steps[index].action {
                let page = try await openPage()
                try await goto(screen, page)
                try await arrive([screen], since: nil, page)
                var ids = [steps[index].id]
                if index + 1 < steps.count, case .expect(screen) = steps[index + 1].action {
                    index += 1
                    ids.append(steps[index].id)
                }
                try await record.write(.guardScreen, ids)
            } else {
                try await perform(steps[index], &record)
            }
            index += 1
        }
    }

    /// The steps at the beginning that one script can do.
    private static func fillable(_ steps: ArraySlice<Step>) -> [Step] {
        var result: [Step] = []
        for step in steps {
            let screen = result.first?.control?.screen
            switch step.action {
            case .fill(let control, let filling) where !filling.hasRealKeys && filling.awaited == nil:
                guard case .template = filling.value, screen == nil || screen == control.screen else { return result }
            case .choose(let control, _):
                guard screen == nil || screen == control.screen else { return result }
            default: return result
            }
            result.append(step)
        }
        return result
    }

    private func fill(_ steps: [Step], _ record: inout RecordWork) async throws {
        let page = try await openPage()
        var entries: [BrowserPage.Entry] = []
        for step in steps {
            guard let control = step.control else { continue }
            var template: Template?
            var isChoice = false
            switch step.action {
            case .fill(_, let filling): if case .template(let value) = filling.value { template = value }
            case .choose(_, let value): (template, isChoice) = (value, true)
            default: break
            }
            guard let text = template?.text(record.values) else { throw RunOutcome.valueUnknown(step: step.id) }
            entries.append(BrowserPage.Entry(element: try element(control), value: text, isChoice: isChoice))
        }
        let answers = try await page.within("入力") { [entries] in try await page.fill(entries) }
        for (step, answer) in zip(steps, answers) { try check(answer, step) }
        guard answers.count == steps.count else { throw RunOutcome.browserEnded }
        try await record.write(.fill, steps.map(\.id))
    }

    private func check(_ answer: ControlAnswer, _ step: Step) throws(RunOutcome) {
        guard let control = step.control else { return }
        switch answer {
        case .done: return
        case .gone: throw .controlGone(control)
        case .disabled: throw .controlDisabled(control)
        case .differs: throw .fieldDiffers(control)
        case .noSuchChoice: throw .noSuchChoice(control)
        case .tooShort(let max): throw .fieldTooShort(control, max: max)
        }
    }

    private func perform(_ step: Step, _ record: inout RecordWork) async throws {
        let page = try await openPage()
        switch step.action {
        case .goto, .choose: break
        case .expect(let screen):
            if shown?.screen != screen { try await arrive([screen], since: nil, page) }
            try await record.write(.guardScreen, [step.id])
        case .fill(let control, let filling):
            try await type(filling, into: try element(control), step, page, record)
            if let awaited = filling.awaited {
                let element = try element(awaited)
                try await page.within("「\(awaited)」が自動で入ること") { try await page.awaitFilled(element, awaited) }
            }
            try await record.write(.fill, [step.id])
        case .submit(let control, let submission):
            try await submit(control, submission, step, page, &record)
        case .read(let control, let name, let isRequired):
            try await read(control, into: name, isRequired, step, page, &record)
        case .query(let condition, let message):
            switch condition.holds(record.values) {
            case true: try await record.write(.query, [step.id])
            case false: throw RunOutcome.refused(message: message)
            default: throw RunOutcome.valueUnknown(step: step.id)
            }
        case .download(let control):
            let element = try element(control)
            let seconds = scenario.limits.secondsPerDownload + scenario.limits.secondsPerWait
            let file = try await page.within("帳票の受け取り", seconds: seconds) { try await page.download(element) }
            let kept = try await keep(file, step, record)
            try await record.write(.download, [step.id], evidence: kept)
        case .upload(let control, let name):
            guard let name = name.text(record.values) else { throw RunOutcome.valueUnknown(step: step.id) }
            let path = "\(plan.folder)/\(BrowserPage.plainName(name))"
            guard FileManager.default.fileExists(atPath: path) else { throw RunOutcome.uploadMissing(step: step.id) }
            let element = try element(control)
            try await page.within("ファイルの受け渡し") { try await page.give(path, to: element) }
            try await record.write(.fill, [step.id])
        case .approve(let condition, let role):
            try await approve(condition, role, step, &record)
        case .branch(let condition, let then, let otherwise):
            guard let holds = condition.holds(record.values) else { throw RunOutcome.valueUnknown(step: step.id) }
            try await perform(holds ? then : otherwise, &record)
        case .each(let inner):
            let whole = record.values
            for row in record.record.rows.indices {
                record.values = RecordValues(record.record, row: row, scenario: scenario.name)
                try await perform(inner, &record)
            }
            record.values = whole
        }
    }

    private func keep(_ file: (name: String, bytes: [UInt8]), _ step: Step, _ record: RecordWork) async throws -> String
    {
        do {
            return try await hands.keep(
                RunEvidence(
                    kind: .download, record: record.record.key, step: step.id, name: file.name, bytes: file.bytes))
        } catch let outcome as RunOutcome {
            throw outcome
        } catch {
            throw LedgerFault()
        }
    }

    private func type(
        _ filling: Filling, into element: Int, _ step: Step, _ page: BrowserPage, _ record: RecordWork
    ) async throws {
        let (value, isSecret) = try await value(filling, step, record)
        try check(
            try await page.within("入力") { try await page.type(value, into: element, isSecret: isSecret) }, step)
    }

    private func value(_ filling: Filling, _ step: Step, _ record: RecordWork) async throws -> (String, isSecret: Bool)
    {
        switch filling.value {
        case .template(let template):
            guard let text = template.text(record.values) else { throw RunOutcome.valueUnknown(step: step.id) }
            return (text, false)
        case .secret(let name):
            // The vault's own words may say too much.
            guard let text = try? await hands.secret(name).take() else {
                throw RunOutcome.secretUnavailable(name: name)
            }
            return (text, true)
        }
    }
}
