extension ScenarioChecker {
    mutating func checkOrder() {
        guardCheck(scenario.session, nil)
        guardCheck(scenario.alreadyDone?.steps ?? [], nil)
        guardCheck(scenario.steps, nil)
        for step in scenario.steps { checkLoops(step, isInside: false) }
    }

    /// Follows which screen was compared; leaves what is known at the end.
    @discardableResult
    private mutating func guardCheck(_ steps: [Step], _ start: String?) -> String? {
        var seen = start
        for (index, step) in steps.enumerated() {
            switch step.action {
            case .goto(let screen):
                // Opening it is comparing it when the next step says so.
                if index + 1 < steps.count, case .expect(screen) = steps[index + 1].action {
                    seen = screen
                } else {
                    seen = nil
                    tell(
                        .unguarded, step, "画面「\(screen)」を開いた後に、確かめる手順がありません。次に「do: expect, screen: \(screen)」を書いてください。")
                }
            case .expect(let screen): seen = screen
            case .submit(let control, let submission):
                check(control, seen, step)
                seen = submission.until
            case .branch(let condition, let then, let otherwise):
                let left = guardCheck(then, seen)
                let right = guardCheck(otherwise, seen)
                seen = left == right ? left : nil
                if case .flag(let holds) = condition.expression.value(
                    RecordValues(InputRecord(key: "", rows: []), scenario: "")),
                    condition.expression.columns.isEmpty, !condition.expression.isSampled
                {
                    tell(.unreachable, step, "条件「\(condition.text)」はいつも\(holds ? "成り立つ" : "成り立たない")ので、届かない手順があります。")
                }
            case .each(let inner):
                let after = guardCheck(inner, seen)
                // The second round begins where the first one ended.
                if inner.count > 1, after != seen { guardCheck(inner, after) }
                seen = after
            default:
                if let control = step.control { check(control, seen, step) }
            }
        }
        return seen
    }

    private mutating func check(_ control: ControlName, _ seen: String?, _ step: Step) {
        guard control.screen != seen else { return }
        let now = seen.map { "今の画面は「\($0)」です。" } ?? "画面を確かめていません。"
        tell(.unguarded, step, "「\(control)」に触れる前に、\(now)前に「do: expect, screen: \(control.screen)」を書いてください。")
    }

    private mutating func checkLoops(_ step: Step, isInside: Bool) {
        switch step.action {
        case .each(let inner):
            if isInside { tell(.loop, step, "each の中に each は書けません。") }
            if !scenario.input.isGrouped { tell(.loop, step, "each は、input に grouped: true があるときだけ使えます。") }
            for step in inner { checkLoops(step, isInside: true) }
        case .branch(_, let then, let otherwise):
            for step in then + otherwise { checkLoops(step, isInside: isInside) }
        case .submit(_, let submission) where isInside && submission.effect == .irreversible:
            tell(.severalIrreversible, step, "each の中で登録はできません。行ごとに一つの記録にしてください。")
        default: break
        }
    }

    mutating func checkIrreversible() {
        for step in scenario.session where ([step] + step.inner).contains(where: \.isIrreversible) {
            tell(.queryChanges, step, "サインインの手順の中に、取り消せない手順があります。")
        }
        for step in scenario.alreadyDone?.steps ?? [] where ([step] + step.inner).contains(where: \.isIrreversible) {
            tell(.queryChanges, step, "照会の手順の中に、取り消せない手順があります。照会は何も変えないものにしてください。")
        }
        let steps = scenario.steps.flatMap { [$0] + $0.inner }
        guard let first = steps.first(where: \.isIrreversible) else { return }
        if scenario.alreadyDone == nil {
            tell(.irreversibleUnasked, first, "取り消せない手順がありますが、登録済みかを確かめる方法がありません。alreadyDone を書いてください。")
        }
        tellSeveral(scenario.steps, isSent: false)
        // On each way through the steps: what was sent has its receipt read.
        if !readsReceipt(scenario.steps, isSent: false) {
            tell(.noReceipt, first, "登録の後に、登録番号を読む手順がありません。「do: read, into: receipt」を後に書いてください。")
        }
    }

    /// Two of them on one way through the steps, also where one stands in a branch; one in each arm of a branch is one.
    /// - Returns: whether a record may have been sent at the end.
    @discardableResult
    private mutating func tellSeveral(_ steps: [Step], isSent: Bool) -> Bool {
        var isSent = isSent
        for step in steps {
            switch step.action {
            case .submit(_, let submission) where submission.effect == .irreversible:
                if isSent {
                    tell(.severalIrreversible, step, "すでに登録した後の登録です。1つの記録で登録は1回にし、記録を分けてください。")
                }
                isSent = true
            case .branch(_, let then, let otherwise):
                let ways = [tellSeveral(then, isSent: isSent), tellSeveral(otherwise, isSent: isSent)]
                isSent = ways[0] || ways[1]
            // One in a loop is told as such.
            case .each: isSent = isSent || step.inner.contains(where: \.isIrreversible)
            default: break
            }
        }
        return isSent
    }

    private func readsReceipt(_ steps: [Step], isSent: Bool) -> Bool {
        var isOpen = isSent
        for step in steps {
            switch step.action {
            case .submit(_, let submission) where submission.effect == .irreversible: isOpen = true
            case .read(_, Scenario.receiptName, true): isOpen = false
            case .branch(_, let then, let otherwise):
                let ways = [readsReceipt(then, isSent: isOpen), readsReceipt(otherwise, isSent: isOpen)]
                isOpen = !(ways[0] && ways[1])
            default: break
            }
        }
        return !isOpen
    }
}
