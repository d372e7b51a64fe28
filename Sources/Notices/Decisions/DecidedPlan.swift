/// Initiatives after people named them otherwise, and moved text from one to another.
struct DecidedPlan {
    private(set) var initiatives: [ReadInitiative]

    init(_ initiatives: [ReadInitiative], lines: DecidedLines, decisions: [LineDecision]) {
        self.initiatives = initiatives
        for decision in decisions {
            guard let number = lines.numbers[decision.line] else { continue }
            let line = lines.hosts[number] ?? number
            switch decision.change {
            case .renamed(let title):
                if let place = place(of: line) { self.initiatives[place] = self.initiatives[place].titled(title) }
            case .moved(let target):
                if let goal = lines.numbers[target].flatMap({ place(of: lines.hosts[$0] ?? $0) }) {
                    move(line, to: goal)
                }
            case .role, .joined, .split: break
            }
        }
    }

    private func place(of line: Int) -> Int? { initiatives.firstIndex { $0.line == line } }

    private mutating func move(_ line: Int, to goal: Int) {
        var promises: [ReadPromise] = []
        var paragraphs: [ReadInitiative.Paragraph] = []
        for place in initiatives.indices where place != goal {
            let old = initiatives[place]
            promises += old.promises.filter { $0.line == line }
            paragraphs += old.paragraphs.filter { $0.line == line }
            initiatives[place] = old.holding(
                old.paragraphs.filter { $0.line != line }, old.promises.filter { $0.line != line })
        }
        let old = initiatives[goal]
        initiatives[goal] = old.holding(old.paragraphs + paragraphs, old.promises + promises)
    }
}

extension ReadInitiative {
    func titled(_ title: String) -> ReadInitiative {
        ReadInitiative(
            number: number, title: title, line: line, paragraphs: paragraphs, promises: promises, units: units,
            indicators: indicators, notes: notes)
    }

    func holding(_ paragraphs: [Paragraph], _ promises: [ReadPromise]) -> ReadInitiative {
        ReadInitiative(
            number: number, title: title, line: line, paragraphs: paragraphs, promises: promises, units: units,
            indicators: indicators, notes: notes)
    }
}
