import Notices
import Site

/// What was read, each item with a way to its line.
struct ReadingPane {
    let page: ImportPage
    let reading: NoticeReading

    /// Whether something of the reading stands under the line's number.
    static func hasPlace(_ line: Int, in reading: NoticeReading) -> Bool {
        reading.initiatives.contains { initiative in
            initiative.line == line || initiative.promises.contains { $0.line == line }
        } || reading.bodies.contains { body in body.line == line }
    }

    var html: HTML {
        var known: Set<Int> = []
        let initiatives: [HTML] = reading.initiatives.map { initiative($0, known: &known) }
        let bodies: [HTML] = reading.bodies.map { body($0, known: &known) }
        return """
            <section class="review-pane review-reading" aria-labelledby="review-reading" data-places="r" tabindex="0">
            <h2 id="review-reading">読み取ったもの</h2>
            <h3>取組（\(reading.initiatives.count)件）</h3>
            \(initiatives.isEmpty ? ["<p>取組は読み取れません。</p>"] : initiatives)
            <h3>会議体（\(reading.bodies.count)件）</h3>
            \(bodies.isEmpty ? ["<p>会議体は読み取れません。</p>"] : bodies)
            </section>

            """
    }

    /// One line may hold several things: the first has the place.
    private func anchor(_ line: Int, _ known: inout Set<Int>) -> HTML {
        line > 0 && known.insert(line).inserted ? " id=\"r\(line)\"" : ""
    }

    private func source(_ line: Int) -> HTML {
        guard line > 0 else { return .empty }
        return "<a class=\"source-note\" href=\"\(page.address(of: line))\">（文書の\(line)行目）</a>"
    }

    private func initiative(_ initiative: ReadInitiative, known: inout Set<Int>) -> HTML {
        let head: HTML =
            "<h4\(anchor(initiative.line, &known))>\(initiative.number) \(initiative.title)\(source(initiative.line))</h4>"
        var promises: [HTML] = []
        for promise in initiative.promises {
            let dues: [PromiseDeadline] = promise.deadlines.map {
                PromiseDeadline(
                    deadlineClass: $0.deadline.deadlineClass, from: $0.deadline.from, to: $0.deadline.to,
                    raw: $0.deadline.raw, isExternal: $0.isExternal)
            }
            promises.append(
                "<li\(anchor(promise.line, &known))>\(promise.text)\(source(promise.line))<br>\(deadlineList(dues))</li>"
            )
        }
        let units: HTML = initiative.units.isEmpty ? "" : "<p>主管課：\(initiative.units.joined(separator: "、"))</p>"
        let targets: HTML =
            initiative.indicators.isEmpty ? "" : "<p>指標・目標：\(initiative.indicators.joined(separator: "、"))</p>"
        return "\(head)\(units)\(promises.isEmpty ? "<p>約束は読み取れません。</p>" : "<ul>\(promises)</ul>" as HTML)\(targets)\n"
    }

    private func body(_ body: ReadBody, known: inout Set<Int>) -> HTML {
        """
        <h4\(anchor(body.line, &known))>\(body.name)\(source(body.line))</h4>
        \(SummaryList([
            ("構成", "\(body.seats.isEmpty ? "―" : body.seats.map(\.raw).joined(separator: "、"))"),
            ("事務局", "\(body.secretariat.isEmpty ? "―" : body.secretariat.joined(separator: "、"))"),
            ("書かれた合計", "\(body.declaredTotal.map { "\($0)名" } ?? "―")"),
            ("数えた合計", "\(body.seats.isEmpty ? "―" : "\(body.computedTotal)名")"),
        ]))
        """
    }
}
