import Documents

/// Bodies after people said which lines name them, sit in them, or are their secretariat.
struct DecidedBodies {
    private(set) var bodies: [ReadBody]
    /// Lines of members and secretariats over which no body stands.
    private(set) var homeless: [Int] = []

    init(_ bodies: [ReadBody], lines: DecidedLines, decisions: [LineDecision]) {
        self.bodies = bodies
        var named: Int?
        for line in lines.lines {
            switch line.decided {
            case .body:
                named = open(line)
            case .member, .secretariat:
                guard let place = place(above: line.number, named: named) else {
                    homeless.append(line.number)
                    continue
                }
                if line.decided == .member {
                    self.bodies[place] = self.bodies[place].seating(Self.seats(line))
                } else {
                    self.bodies[place] = self.bodies[place].served(by: Self.sections(line))
                }
            default: break
            }
        }
        for decision in decisions {
            guard case .renamed(let name) = decision.change, let line = lines.numbers[decision.line],
                let place = self.bodies.firstIndex(where: { $0.line == line })
            else { continue }
            self.bodies[place] = self.bodies[place].named(name)
        }
    }

    private mutating func open(_ line: NoticeText.Line) -> Int {
        let name = BodyName.title(line.text)?.name ?? Self.words(line)
        if let known = bodies.firstIndex(where: { BodyText.key($0.name) == BodyText.key(name) }) { return known }
        bodies.append(BodyDraft(name: name, line: line.number).body())
        return bodies.count - 1
    }

    /// The body that was named last, by a person or in the document.
    private func place(above line: Int, named: Int?) -> Int? {
        let read = bodies.indices.filter { bodies[$0].line > 0 && bodies[$0].line <= line }
            .max { bodies[$0].line < bodies[$1].line }
        guard let named, let read else { return named ?? read }
        return bodies[read].line > bodies[named].line ? read : named
    }

    /// Without the sign of an item before it.
    private static func words(_ line: NoticeText.Line) -> String {
        let body = line.scalars.drop { $0.isSpace }
        let skip = HeadingSign.read(body)?.length ?? 0
        return String(scalars: body.dropFirst(skip)).trimmingCharacters
    }

    private static func seats(_ line: NoticeText.Line) -> [ReadBody.Seat] {
        var placed = line.placed
        placed.cell = nil
        var reader = SeatReader(fallbackName: nil, title: ("", line.number), label: .member)
        for row in SeatRow.rows(of: PlacedDocument(format: .text, lines: [placed])) { reader.read(row) }
        let found = reader.finish().flatMap(\.seats)
        guard found.isEmpty else { return found }
        // People stay out of what is kept, also where a person said that a line is a seat.
        let words = BodyText.words(Self.words(line)).filter { SeatLabel($0) == nil }
        let post = words.map { PersonName.setAside(in: $0).post }.filter { !$0.isEmpty }.joined(separator: " ")
        guard !post.isEmpty else { return [] }
        return [
            ReadBody.Seat(role: .member, post: post, category: nil, count: 1, line: line.number, raw: post)
        ]
    }

    private static func sections(_ line: NoticeText.Line) -> [String] {
        let words = BodyText.words(Self.words(line)).filter { SeatLabel($0) == nil }.joined(separator: " ")
        let names = UnitNames.names(in: words)
        return names.isEmpty && !words.isEmpty && !PersonName.isName(words) ? [words] : names
    }
}

extension ReadBody {
    func seating(_ more: [Seat]) -> ReadBody {
        ReadBody(
            name: name, rawName: rawName, line: line, kind: kind, parent: parent, secretariat: secretariat,
            seats: seats + more, declaredTotal: declaredTotal,
            computedTotal: computedTotal + more.filter { $0.role != .other }.reduce(0) { $0 + $1.count },
            relatedInitiative: relatedInitiative)
    }

    func served(by sections: [String]) -> ReadBody {
        ReadBody(
            name: name, rawName: rawName, line: line, kind: kind, parent: parent,
            secretariat: secretariat + sections.filter { !secretariat.contains($0) }, seats: seats,
            declaredTotal: declaredTotal, computedTotal: computedTotal, relatedInitiative: relatedInitiative)
    }

    func named(_ name: String) -> ReadBody {
        ReadBody(
            name: name, rawName: rawName, line: line, kind: kind, parent: parent, secretariat: secretariat,
            seats: seats, declaredTotal: declaredTotal, computedTotal: computedTotal,
            relatedInitiative: relatedInitiative)
    }
}
