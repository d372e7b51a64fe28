import Foundation
import Scenarios

/// Makes what the browser tells into what is known of the page, on the reading thread: requests are let go or stopped here, so that none
/// waits for a robot.
struct EventReader: Sendable {
    let connection: DevToolsConnection
    let state: PageState
    let hosts: HostList
    let session: String
    let target: String
    let limits: RunLimits

    static let world = "namiki"
    static let binding = "namikiChanged"

    func read(_ method: String, _ message: DevToolsMessage) {
        switch method {
        case "":
            state.stop(.browserEnded)
        case "Fetch.requestPaused":
            if let event = decode(DevTools.Paused.self, message) {
                decide(event, message.otherSession ?? session)
            }
        case "Runtime.executionContextCreated":
            guard let context = decode(DevTools.ContextCreated.self, message)?.context, context.name == Self.world
            else {
                return
            }
            state.change {
                if context.auxData?.frameId == $0.mainFrame || $0.mainFrame.isEmpty { $0.world = context.id }
            }
        case "Runtime.executionContextDestroyed":
            guard let gone = decode(DevTools.ContextDestroyed.self, message) else { return }
            state.set { if $0.world == gone.executionContextId { $0.world = nil } }
        case "Page.frameNavigated":
            guard let frame = decode(DevTools.FrameNavigated.self, message)?.frame, frame.parentId == nil else {
                return
            }
            state.change {
                $0.documents += 1
                $0.isReady = false
                $0.isLoaded = false
            }
        case "Page.domContentEventFired": state.change { $0.isReady = true }
        case "Page.loadEventFired": state.change { $0.isLoaded = true }
        case "Runtime.bindingCalled": state.change { _ in }
        default: readTrouble(method, message)
        }
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ message: DevToolsMessage) -> Value? {
        try? message.parameters(as: type)
    }

    private func decide(_ event: DevTools.Paused, _ session: String) {
        guard hosts.allows(event.request.url) else {
            connection.tell(
                "Fetch.failRequest", ["requestId": .text(event.requestId), "errorReason": "BlockedByClient"],
                session: session)
            return state.stop(.outsideAddress(host: HostList.host(of: event.request.url)))
        }
        if state.values.mayNotSend, !["GET", "HEAD", "OPTIONS"].contains(event.request.method) {
            connection.tell(
                "Fetch.failRequest", ["requestId": .text(event.requestId), "errorReason": "BlockedByClient"],
                session: session)
            return state.stop(.sendingInTrial(method: event.request.method))
        }
        connection.tell("Fetch.continueRequest", ["requestId": .text(event.requestId)], session: session)
    }

    private func readTrouble(_ method: String, _ message: DevToolsMessage) {
        switch method {
        case "Page.javascriptDialogOpening":
            guard let dialog = decode(DevTools.Dialog.self, message) else { return }
            // Leaving a half-filled form is what a robot does when it stops.
            let isExpected =
                dialog.type == "beforeunload"
                || dialog.type == "confirm" && state.values.expectedDialog == dialog.message
            connection.tell("Page.handleJavaScriptDialog", ["accept": .flag(isExpected)], session: session)
            if !isExpected { state.stop(.dialog(kind: dialog.type, message: String(dialog.message.prefix(200)))) }
        case "Target.targetCreated":
            guard let info = decode(DevTools.TargetCreated.self, message)?.targetInfo, info.type == "page",
                info.targetId != target
            else { return }
            connection.tell("Target.closeTarget", ["targetId": .text(info.targetId)], session: nil)
            state.stop(.popUp(address: Self.withoutQuery(info.url)))
        case "Inspector.targetCrashed", "Target.targetCrashed": state.stop(.browserEnded)
        case "Network.webSocketCreated":
            guard let socket = decode(DevTools.SocketCreated.self, message), !hosts.allows(socket.url) else { return }
            state.stop(.outsideAddress(host: HostList.host(of: socket.url)))
        case "Network.responseReceived":
            guard let answer = decode(DevTools.Response.self, message), answer.type == "Document",
                answer.response.status >= 500, answer.frameId == state.values.mainFrame
            else { return }
            state.stop(.serverFault(status: answer.response.status))
        case "Network.loadingFailed":
            guard let failure = decode(DevTools.LoadingFailed.self, message), failure.type == "Document",
                failure.blockedReason == nil, failure.errorText != "net::ERR_ABORTED"
            else { return }
            state.stop(Self.outcome(failure.errorText))
        case "Browser.downloadWillBegin":
            guard let begun = decode(DevTools.DownloadBegun.self, message) else { return }
            begin(begun)
        case "Browser.downloadProgress":
            guard let progress = decode(DevTools.DownloadProgress.self, message) else { return }
            follow(progress)
        default: break
        }
    }

    private func begin(_ begun: DevTools.DownloadBegun) {
        guard state.values.isDownloadExpected else {
            connection.tell("Browser.cancelDownload", ["guid": .text(begun.guid)], session: nil)
            return state.stop(.downloadUnasked)
        }
        state.change {
            $0.download = PageState.Download(id: begun.guid, name: begun.suggestedFilename, state: "inProgress")
        }
    }

    private func follow(_ progress: DevTools.DownloadProgress) {
        guard state.values.download?.id == progress.guid else { return }
        let bytes = max(progress.receivedBytes, progress.totalBytes)
        if bytes > Double(limits.downloadBytesMax) {
            connection.tell("Browser.cancelDownload", ["guid": .text(progress.guid)], session: nil)
            return state.stop(.downloadTooLarge(bytesMax: limits.downloadBytesMax))
        }
        state.change { $0.download?.state = progress.state }
    }

    static func outcome(_ error: String) -> RunOutcome {
        error.contains("ERR_CERT") || error.contains("ERR_SSL")
            ? .certificate(error: error) : .unreachable(error: error)
    }

    /// Queries may hold what a record says.
    static func withoutQuery(_ address: String) -> String {
        String(address.prefix { $0 != "?" && $0 != "#" }.prefix(200))
    }
}
