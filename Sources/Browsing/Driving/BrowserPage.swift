import Foundation
import Scenarios

/// The one page of a run, as a robot sees it. Everything has a bound in time: what takes longer ends the browser with `hanging`.
final class BrowserPage: Sendable {
    let connection: DevToolsConnection
    let state: PageState
    let session: String
    let limits: RunLimits
    let folder: String

    init(connection: DevToolsConnection, state: PageState, session: String, limits: RunLimits, folder: String) {
        self.connection = connection
        self.state = state
        self.session = session
        self.limits = limits
        self.folder = folder
    }

    /// Does something that must end within the bound of a wait.
    func within<Value: Sendable>(
        _ condition: String, seconds: Int? = nil, _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        let seconds = seconds ?? limits.secondsPerWait
        let timer = Task { [connection] in
            try await Task.sleep(for: .seconds(seconds))
            connection.end(.hanging(condition: condition, seconds: seconds))
        }
        defer { timer.cancel() }
        do {
            let value = try await body()
            try check()
            return value
        } catch let error as DevToolsRefusal {
            try check()
            throw RunOutcome.unreachable(error: error.message)
        } catch RunOutcome.browserEnded {
            // Why it ended, where that is known.
            try check()
            throw connection.outcome ?? RunOutcome.browserEnded
        }
    }

    /// - Throws: what the page did that nobody asked for.
    func check() throws(RunOutcome) {
        if let trouble = state.values.trouble { throw trouble }
        if let outcome = connection.outcome { throw outcome }
    }

    /// Forgets what the page did before: the next record begins.
    func forget() {
        state.set {
            $0.trouble = nil
            $0.download = nil
        }
    }

    func open(_ address: String) async throws {
        // What is shown now no longer counts.
        state.set {
            $0.isReady = false
            $0.world = nil
        }
        try await within("「\(EventReader.withoutQuery(address))」を開くこと") {
            let answer = try await connection.send(
                "Page.navigate", ["url": .text(address)], session: session, as: DevTools.Navigated.self)
            if let error = answer.errorText, error != "net::ERR_ABORTED", !error.contains("BLOCKED_BY_CLIENT") {
                state.stop(EventReader.outcome(error))
            }
        }
    }

    // MARK: the robot's world

    /// Calls one of the functions of `page.js`.
    /// - Returns: its text; `nil` where it gives none.
    func call(_ function: String, _ arguments: [Parameter] = [], isGesture: Bool = false) async throws -> String? {
        guard let world = state.values.world else { throw DevToolsRefusal(message: "Cannot find context") }
        let answer = try await connection.send(
            "Runtime.callFunctionOn",
            [
                "functionDeclaration": .text("(...a) => namiki.\(function)(...a)"), "executionContextId": .whole(world),
                "arguments": .list(arguments.map { ["value": $0] }), "awaitPromise": true, "returnByValue": true,
                "userGesture": .flag(isGesture),
            ], session: session, as: DevTools.Called.self)
        if let fault = answer.exceptionDetails { throw DevToolsRefusal(message: fault.text) }
        return answer.result.value
    }

    struct Seen: Decodable, Sendable {
        let token: String
        let page: PageSnapshot
    }

    /// What stands on the page now.
    /// - Returns: `nil` while a document is being replaced.
    func look() async throws -> Seen? {
        guard state.values.isReady, state.values.world != nil else { return nil }
        do {
            guard let text = try await call("snapshot") else { return nil }
            return try JSONDecoder().decode(Seen.self, from: Data(text.utf8))
        } catch let error as DevToolsRefusal where error.isGone {
            return nil
        }
    }

    /// The same for content that was put into a page, of which no event tells that it is there.
    func lookAtOnce() async throws -> Seen? {
        guard let text = try await call("snapshot") else { return nil }
        return try JSONDecoder().decode(Seen.self, from: Data(text.utf8))
    }

    /// A question the page will ask before it sends; only this one is answered with yes.
    func expect(dialog: String?) {
        state.set { $0.expectedDialog = dialog }
    }

    /// In a trial: whether the next step may send something.
    func maySend(_ may: Bool) {
        state.set { $0.mayNotSend = !may }
    }
}
