import Synchronization

/// Charts that were drawn, by what they show: a chart is drawn once for the same data, however many people look at it.
///
/// Nothing in here can be out of date: the key is the chart's whole value, so that other data is another key. What was not
/// asked for longest goes first.
final class ChartCache: Sendable {
    static let shared = ChartCache(bytesMax: 8 << 20)

    private struct Drawing {
        let html: HTML
        var lastUse: UInt64
    }

    private struct State {
        var drawings: [AnyHashable: Drawing] = [:]
        var bytes = 0
        var uses: UInt64 = 0
    }

    /// Of markup. A key holds the same words and numbers as its markup, and takes less.
    private let bytesMax: Int
    private let state = Mutex(State())

    init(bytesMax: Int) {
        self.bytesMax = bytesMax
    }

    /// Of markup at present.
    var bytes: Int { state.withLock(\.bytes) }
    var count: Int { state.withLock(\.drawings.count) }

    /// The picture of a chart, drawn when it is not there. Two that ask at one moment may both draw, and get the same.
    func html<Chart: Hashable & Sendable>(of chart: Chart, draw: () -> HTML) -> HTML {
        let kept = state.withLock { state -> HTML? in
            guard let place = state.drawings.index(forKey: AnyHashable(chart)) else { return nil }
            state.uses += 1
            state.drawings.values[place].lastUse = state.uses
            return state.drawings.values[place].html
        }
        if let kept { return kept }
        let html = draw()
        keep(html, of: chart)
        return html
    }

    private func keep<Chart: Hashable & Sendable>(_ html: HTML, of chart: Chart) {
        let size = html.text.utf8.count
        // One that is very large must not drive out all others.
        guard size <= bytesMax / 4 else { return }
        state.withLock { state in
            let key = AnyHashable(chart)
            guard state.drawings[key] == nil else { return }
            state.uses += 1
            state.drawings[key] = Drawing(html: html, lastUse: state.uses)
            state.bytes += size
            if state.bytes > bytesMax { makeRoom(&state) }
        }
    }

    /// Down to three quarters, so that it is seldom done.
    private func makeRoom(_ state: inout State) {
        let oldestFirst = state.drawings.sorted { $0.value.lastUse < $1.value.lastUse }
        for (key, drawing) in oldestFirst {
            guard state.bytes > bytesMax / 4 * 3 else { return }
            state.drawings[key] = nil
            state.bytes -= drawing.html.text.utf8.count
        }
    }
}
